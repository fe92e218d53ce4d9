import { parseArgs } from "node:util";

export interface TranscriptOptions {
  /** Conversations in which something was said since then. */
  readonly since: Date;
  /** Null: stdout. */
  readonly out: string | null;
  readonly withNotes: boolean;
}

export const USAGE = "usage: npm run transcripts -- --since 2026-11-01 [--out FILE] [--with-notes]\n";

/** 2026-11-01, or with a time behind it. */
const DATE = /^\d{4}-\d{2}-\d{2}(?:T.*)?$/;

/** @throws {TypeError} in words, on what it does not know. */
export function parseTranscriptOptions(args: readonly string[]): TranscriptOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: "string" },
      out: { type: "string" },
      "with-notes": { type: "boolean", default: false },
    },
  });
  const since = new Date(DATE.test(values.since ?? "") ? (values.since ?? "") : Number.NaN);
  if (Number.isNaN(since.getTime())) throw new TypeError("--since takes a date such as 2026-11-01 (UTC)");
  return { since, out: values.out ?? null, withNotes: values["with-notes"] };
}
