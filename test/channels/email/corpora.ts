import { readFileSync } from "node:fs";

const CORPORA = new URL("../../fixtures/email/corpora/", import.meta.url);

export interface CorpusCase {
  readonly id: string;
  readonly kind: string;
  /** The bytes of the case. */
  readonly bytes: Buffer;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly generality?: string;
}

/** The cases of a public corpus, as its `expected.json` has them. */
export function corpus(name: string): readonly CorpusCase[] {
  const folder = new URL(`${name}/`, CORPORA);
  const { cases } = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as {
    cases: readonly (Omit<CorpusCase, "bytes"> & { file: string | null; input?: string; payload?: string })[];
  };
  return cases.map(({ file, input, payload, ...rest }) => ({
    ...rest,
    bytes: typeof file === "string" ? readFileSync(new URL(file, folder)) : Buffer.from(input ?? payload ?? ""),
  }));
}

/** Without differences in white space. */
export function plain(text: unknown): string {
  return (typeof text === "string" ? text : "").replace(/\s+/g, " ").trim();
}
