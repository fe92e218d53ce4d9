import type { Database } from "../../database/database.ts";
import type { Tx } from "../../database/transactions.ts";
import { toEntry } from "./article-rows.ts";
import { type Entry, standsFor } from "./entry.ts";
import { ArticleError, checkManuscript, type Manuscript, parseManuscript } from "./parse-article.ts";
import { whyNoSlug } from "./slug.ts";
import { type ArticleToWrite, holdArticles, removeRow, writeRows } from "./write-rows.ts";

/** The desk sends as much with its JSON around it. Of UTF-8. */
export const MAX_TEXT_BYTES = 200_000;

/** An article as somebody hands it in. */
export type Handed =
  | { readonly kind: "markdown"; readonly source: string }
  /** `fields` as front matter has them. */
  | { readonly kind: "fields"; readonly fields: object; readonly text: string };

/** What an article must be like at the moment of a change. */
export interface Condition {
  /** Its version is one of these; null: any, or none. */
  readonly versions: readonly string[] | null;
  /** Whether there has to be one (`some`) or must be none (`none`). */
  readonly presence: "some" | "none" | "any";
}

export const ANY: Condition = { versions: null, presence: "any" };

export type Refused =
  | { readonly kind: "bad"; readonly reason: string }
  | { readonly kind: "too_large"; readonly maxBytes: number }
  /** There is none with this slug. */
  | { readonly kind: "unknown" }
  /** The article is not what the condition says. */
  | { readonly kind: "outdated" }
  /** There is no file that can be used. */
  | { readonly kind: "no_file" };

export type Kept = { readonly kind: "created" | "replaced" | "unchanged"; readonly entry: Entry };
export type Removed = { readonly kind: "removed" };
export type Reverted = { readonly kind: "reverted"; readonly entry: Entry };

/** Reads and writes articles for operators. What was written is in service in this process when a call resolves. */
export interface ArticleKeeper {
  /** Of every slug one, by slug, drafts too. */
  list(): Promise<readonly Entry[]>;
  read(slug: string): Promise<Entry | null>;
  write(slug: string, handed: Handed, by: string, condition: Condition): Promise<Kept | Refused>;
  /** Also hides the file with this slug. */
  remove(slug: string, by: string, condition: Condition): Promise<Removed | Refused>;
  /** Forgets what was written here in the file's place. */
  revert(slug: string): Promise<Reverted | Refused>;
}

export interface KeeperDeps {
  readonly database: Database;
  readonly library: {
    readonly listed: readonly Entry[];
    /** The articles of the folder here, whatever rows stand in their places. */
    readonly ofFiles: ReadonlyMap<string, Entry>;
    refresh(): Promise<void>;
  };
}

export function createArticleKeeper({ database, library }: KeeperDeps): ArticleKeeper {
  /** Alone on the articles, and in service here when it resolves. */
  const change = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await database.transaction(async (tx) => {
      await holdArticles(tx);
      return await work(tx);
    });
    await library.refresh();
    return result;
  };
  return {
    async list() {
      await library.refresh();
      return library.listed;
    },
    async read(given) {
      await library.refresh();
      const slug = given.normalize("NFC");
      return library.listed.find(({ article }) => article.slug === slug) ?? null;
    },
    async write(given, handed, by, condition) {
      const slug = given.normalize("NFC");
      const manuscript = manuscriptOf(slug, handed);
      if ("kind" in manuscript) return manuscript;
      return await change((tx) => write(tx, { slug, manuscript }, by, condition, library.ofFiles));
    },
    async remove(given, by, condition) {
      const slug = given.normalize("NFC");
      if (!isStorable(slug)) return { kind: "unknown" };
      return await change((tx) => remove(tx, slug, by, condition, library.ofFiles));
    },
    async revert(given) {
      const slug = given.normalize("NFC");
      if (!isStorable(slug)) return { kind: "unknown" };
      return await change((tx) => revert(tx, slug, library.ofFiles));
    },
  };
}

type Files = KeeperDeps["library"]["ofFiles"];

async function write(
  tx: Tx,
  wanted: ArticleToWrite,
  by: string,
  condition: Condition,
  files: Files,
): Promise<Kept | Refused> {
  const before = await current(tx, wanted.slug, files);
  // Who asks again because the first answer got lost has what he wanted.
  if (before && says(before, wanted.manuscript)) return { kind: "unchanged", entry: before };
  if (!isMet(condition, before)) return { kind: "outdated" };
  await writeRows(tx, [wanted], by);
  const entry = await current(tx, wanted.slug, files);
  if (entry === null) throw new Error("an article that was written is not there");
  return { kind: before === null ? "created" : "replaced", entry };
}

async function remove(
  tx: Tx,
  slug: string,
  by: string,
  condition: Condition,
  files: Files,
): Promise<Removed | Refused> {
  const before = await current(tx, slug, files);
  if (before === null) return { kind: "unknown" };
  if (!isMet(condition, before)) return { kind: "outdated" };
  await removeRow(tx, slug, by);
  return { kind: "removed" };
}

async function revert(tx: Tx, slug: string, files: Files): Promise<Reverted | Refused> {
  const entry = files.get(slug);
  const rows = await tx.article.count({ where: { slug } });
  if (entry === undefined) return { kind: rows > 0 ? "no_file" : "unknown" };
  await tx.article.deleteMany({ where: { slug } });
  return { kind: "reverted", entry };
}

/** As the table has it at this moment, which the library may hear of later. */
async function current(tx: Tx, slug: string, files: Files): Promise<Entry | null> {
  const file = files.get(slug) ?? null;
  const row = await tx.article.findUnique({ where: { slug } });
  const entry = row === null ? file : toEntry(row);
  return entry && standsFor(entry, file);
}

/** PostgreSQL has no text with a NUL in it: nothing has such a name. */
const isStorable = (slug: string): boolean => !slug.includes("\0");

function manuscriptOf(slug: string, handed: Handed): Manuscript | Refused {
  const reason = whyNoSlug(slug);
  if (reason !== null) return { kind: "bad", reason };
  const size = Buffer.byteLength(handed.kind === "markdown" ? handed.source : handed.text);
  if (size > MAX_TEXT_BYTES) return { kind: "too_large", maxBytes: MAX_TEXT_BYTES };
  try {
    return handed.kind === "markdown"
      ? parseManuscript(slug, handed.source)
      : checkManuscript(slug, handed.fields, handed.text);
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error;
    return { kind: "bad", reason: error.reason };
  }
}

function says({ article, isDraft, text }: Entry, wanted: Manuscript): boolean {
  const { title, audience, url, tags, language } = article;
  const fields = (of: Omit<Manuscript, "text">) =>
    JSON.stringify([of.title, of.audience, of.url, of.tags, of.language, of.isDraft]);
  return text === wanted.text && fields({ title, audience, url, tags, language, isDraft }) === fields(wanted);
}

function isMet({ versions, presence }: Condition, entry: Entry | null): boolean {
  if (presence === "none") return entry === null;
  if (entry === null) return presence === "any" && versions === null;
  return versions === null || versions.includes(entry.version);
}
