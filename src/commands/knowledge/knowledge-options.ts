import { parseArgs } from "node:util";
import type { Audience } from "../../knowledge/article.ts";

export type KnowledgeOptions =
  | SearchOptions
  | { readonly kind: "check"; readonly json: boolean }
  | EvalOptions
  | ImportOptions
  | { readonly kind: "status"; readonly json: boolean };

export interface SearchOptions {
  readonly kind: "search";
  readonly query: string;
  readonly audience: Audience;
  readonly limit: number;
  /** By words alone, without waiting for vectors. */
  readonly words: boolean;
  readonly json: boolean;
}

export interface EvalOptions {
  readonly kind: "eval";
  /** JSON, of questions. */
  readonly file: string;
  readonly audience: Audience;
  readonly words: boolean;
  readonly json: boolean;
}

export interface ImportOptions {
  readonly kind: "import";
  readonly folder: string;
  /** Of articles that do not say theirs; null: those are refused. */
  readonly audience: Audience | null;
  readonly draft: boolean;
}

export const USAGE = `usage: npm run knowledge -- search "words" [--internal] [--limit N] [--words] [--json]
       npm run knowledge -- check [--json]
       npm run knowledge -- eval FILE [--internal] [--words] [--json]
       npm run knowledge -- import FOLDER [--audience public|internal] [--draft]
       npm run knowledge -- status [--json]
`;

/** The most passages that one search gives. */
const MOST_PASSAGES = 20;

/** @throws {TypeError} in words, on what it does not know. */
export function parseKnowledgeOptions([command, ...args]: readonly string[]): KnowledgeOptions {
  switch (command) {
    case "search":
      return parseSearch(args);
    case "eval":
      return parseEval(args);
    case "import":
      return parseImport(args);
    case "check":
    case "status": {
      const { values } = parseArgs({ args: [...args], options: { json: JSON_OPTION } });
      return { kind: command, json: values.json };
    }
    case undefined:
      throw new TypeError("what shall be done?");
    default:
      throw new TypeError(`${command} means nothing here`);
  }
}

const JSON_OPTION = { type: "boolean", default: false } as const;
const FLAG = { type: "boolean", default: false } as const;

function parseSearch(args: readonly string[]): SearchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { internal: FLAG, limit: { type: "string", default: "5" }, words: FLAG, json: JSON_OPTION },
  });
  const query = positionals.join(" ").trim();
  if (query === "") throw new TypeError("search takes what is asked");
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_PASSAGES)
    throw new TypeError(`--limit takes a number from 1 to ${MOST_PASSAGES}`);
  const { words, json } = values;
  return { kind: "search", query, audience: audienceOf(values.internal), limit, words, json };
}

function parseEval(args: readonly string[]): EvalOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { internal: FLAG, words: FLAG, json: JSON_OPTION },
  });
  const file = theOne(positionals, "eval takes a file of questions");
  return { kind: "eval", file, audience: audienceOf(values.internal), words: values.words, json: values.json };
}

function parseImport(args: readonly string[]): ImportOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { audience: { type: "string" }, draft: FLAG },
  });
  const folder = theOne(positionals, "import takes a folder");
  const { audience = null, draft } = values;
  if (audience !== null && audience !== "public" && audience !== "internal")
    throw new TypeError("--audience takes public or internal");
  return { kind: "import", folder, audience, draft };
}

const audienceOf = (internal: boolean): Audience => (internal ? "internal" : "public");

function theOne([one, ...more]: readonly string[], otherwise: string): string {
  if (one === undefined || more.length > 0) throw new TypeError(otherwise);
  return one;
}
