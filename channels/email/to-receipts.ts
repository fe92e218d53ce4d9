import { providerId, type Receipt } from "../../src/contract/index.ts";
import { partOf } from "./message-name.ts";
import type { Report } from "./read-report.ts";
import { statusWords } from "./status-words.ts";

/**
 * What became of our mails by a mail server's report: only what failed for good is news. One receipt for each part,
 * whomever else it did not reach: the first failure says enough.
 */
export function toReceipts(report: Report | null, secret: string): readonly Receipt[] {
  if (report === null || report.kind === "complaint") return [];
  const failure = report.news.find(({ action }) => action === "failed");
  if (failure === undefined) return [];
  const { code } = failure;
  return report.names.map((name) => ({
    providerId: providerId(name),
    partId: partOf(name, secret),
    status: "failed",
    error: { code: `smtp_${code ?? "bounce"}`, message: statusWords(code), concerns: "part", againAfterMs: [] },
  }));
}
