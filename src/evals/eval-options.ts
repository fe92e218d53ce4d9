import { parseArgs } from "node:util";

export type EvalOptions =
  | { readonly kind: "compare"; readonly a: string; readonly b: string; readonly json: boolean }
  | PlayOptions;

export interface PlayOptions {
  readonly kind: "play";
  /** Names, or beginnings of names; empty: all. */
  readonly only: readonly string[];
  readonly repeat: number;
  /** The report as JSON in place of the table. */
  readonly json: boolean;
  /** Where the report goes; null: to a file of its own in DATA_DIR. */
  readonly out: string | null;
  /** What it costs is agreed to. */
  readonly yes: boolean;
  /** At list prices. Null: no limit. */
  readonly maxUsd: number | null;
}

export const USAGE = `usage: npm run eval -- [--only NAME]… [--repeat N] [--json] [--out FILE] [--yes] [--max-usd X]
       npm run eval -- --compare A.json B.json [--json]
`;

/** @throws {TypeError} in words, on what it does not know. */
export function parseEvalOptions(args: readonly string[]): EvalOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: "string", multiple: true, default: [] },
      repeat: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      out: { type: "string" },
      yes: { type: "boolean", default: false },
      "max-usd": { type: "string" },
      compare: { type: "boolean", default: false },
    },
  });
  const { json } = values;
  if (values.compare) {
    const [a, b, ...more] = positionals;
    if (a === undefined || b === undefined || more.length > 0) throw new TypeError("--compare takes two reports");
    return { kind: "compare", a, b, json };
  }
  if (positionals.length > 0) throw new TypeError(`${positionals[0]} means nothing here`);
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1 || repeat > MOST_REPEATS)
    throw new TypeError(`--repeat takes a number from 1 to ${MOST_REPEATS}`);
  const maxUsd = values["max-usd"] === undefined ? null : Number(values["max-usd"]);
  if (maxUsd !== null && !(maxUsd > 0)) throw new TypeError("--max-usd takes an amount in US dollars");
  return { kind: "play", only: values.only, repeat, json, out: values.out ?? null, yes: values.yes, maxUsd };
}

const MOST_REPEATS = 100;

/** Those that were asked for. @throws {TypeError} when one of the names is nobody's. */
export function chosen<T extends { readonly name: string }>(all: readonly T[], only: readonly string[]): readonly T[] {
  if (only.length === 0) return all;
  const nobody = only.find((start) => !all.some(({ name }) => name.startsWith(start)));
  if (nobody !== undefined) throw new TypeError(`no scenario begins with ${nobody}`);
  return all.filter(({ name }) => only.some((start) => name.startsWith(start)));
}
