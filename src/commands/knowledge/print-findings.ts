import type { Finding } from "../../knowledge/check/finding.ts";
import { plainLine } from "./plain-line.ts";

/** Findings for a person: by file, errors first, and the sum. `count` is how many articles were looked at. */
export function printFindings(findings: readonly Finding[], count: number): string {
  const byFile = Map.groupBy(findings, ({ file }) => file);
  const files = [...byFile].map(([file, own]) =>
    [plainLine(file), ...own.map(({ severity, kind, words }) => `  ${severity} ${kind}: ${plainLine(words)}`)].join(
      "\n",
    ),
  );
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const sum = `${count} articles: ${errors} errors, ${findings.length - errors} warnings`;
  return [...files, sum].join("\n\n");
}
