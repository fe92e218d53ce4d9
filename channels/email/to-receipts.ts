import { providerId, type Receipt } from "../../src/contract/index.ts";
import { partOf } from "./message-name.ts";
import type { Report } from "./read-report.ts";
import { statusWords } from "./status-words.ts";

/** What became of our mails by a mail server's report: only what failed for good is news. */
export function toReceipts(report: Report | null, secret: string): readonly Receipt[] {
  if (report === null || report.kind === "complaint") return [];
  const failed = report.news.filter(({ action }) => action === "failed");
  return report.names.flatMap((name) =>
    failed.map(({ code }) => ({
      providerId: providerId(name),
      partId: partOf(name, secret),
      status: "failed" as const,
      error: { code: `smtp_${code ?? "bounce"}`, message: statusWords(code) },
    })),
  );
}
