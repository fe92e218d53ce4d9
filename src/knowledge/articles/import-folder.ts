import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../database/database.ts";
import type { Tx } from "../../database/transactions.ts";
import type { Audience } from "../article.ts";
import { toBlocks } from "../chunks/markdown-blocks.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { MAX_TEXT_BYTES } from "./keep-articles.ts";
import { ArticleError, checkManuscript, type Manuscript, parseYaml, withLineFeeds } from "./parse-article.ts";
import type { Problem } from "./read-files.ts";
import { slugOf, whyNoSlug } from "./slug.ts";
import { type ArticleToWrite, holdArticles, writeRows } from "./write-rows.ts";

export interface ImportOptions {
  readonly database: Pick<Database, "transaction">;
  /** Of files that do not say it themselves; null: those are left out. */
  readonly audience: Audience | null;
  /** Whether files that do not say it themselves are drafts. */
  readonly draft: boolean;
  /** Who is to be named as their author. */
  readonly by: string;
  /** Called after each batch: how many files of all are dealt with. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends it between two batches, by throwing its reason. */
  readonly signal?: AbortSignal;
}

export interface Imported {
  /** Files that are articles now, and were not in these words before. */
  readonly stored: number;
  readonly unchanged: number;
  /** Files that were left out; paths within the folder. */
  readonly broken: readonly Problem[];
}

/** There is nothing to import from. */
export class NoFolderError extends Error {
  override readonly name = "NoFolderError";
}

/** Files per transaction: a crash loses the work on so many. */
const BATCH = 100;

/**
 * Takes the Markdown files below a folder in as articles of the API, each under its file's name. Front matter is ours; a
 * file without a title is called by its first heading, or by its name. What is broken is left out, and the rest is stored;
 * the same again changes nothing.
 * @throws {NoFolderError}
 */
export async function importFolder(folder: string, options: ImportOptions): Promise<Imported> {
  const files = await listFiles(folder);
  const broken: Problem[] = [];
  const slugs = new Set<string>();
  let [stored, unchanged] = [0, 0];
  for (let at = 0; at < files.length; at += BATCH) {
    options.signal?.throwIfAborted();
    const ready: ReadArticle[] = [];
    for (const one of await Promise.all(files.slice(at, at + BATCH).map((file) => read(folder, file, options)))) {
      if ("reason" in one) broken.push(one);
      else if (slugs.has(one.slug)) broken.push({ file: one.file, reason: `another file is called ${one.slug}` });
      else ready.push(one);
      if ("slug" in one) slugs.add(one.slug);
    }
    const done = await store(ready, options);
    stored += done.stored;
    unchanged += done.unchanged;
    broken.push(...done.broken);
    options.onProgress?.(Math.min(at + BATCH, files.length), files.length);
  }
  return { stored, unchanged, broken };
}

interface ReadArticle extends ArticleToWrite {
  readonly file: string;
}

/** Paths within the folder, with forward slashes, in order. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    const isMissing = cause.code === "ENOENT" || cause.code === "ENOTDIR";
    throw isMissing ? new NoFolderError(`There is no folder ${folder}.`, { cause }) : cause;
  });
  const paths = names.map((name) => name.replaceAll("\\", "/"));
  // Names with a dot in front are editors' and version control's.
  return paths.filter((path) => path.endsWith(".md") && !`/${path}`.includes("/.")).sort();
}

async function read(folder: string, file: string, options: ImportOptions): Promise<ReadArticle | Problem> {
  try {
    const path = join(folder, file);
    const { size } = await stat(path);
    if (size > MAX_TEXT_BYTES) return { file, reason: `too large: ${MAX_TEXT_BYTES / 1_000} kB at most` };
    const source = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    const slug = slugOf(file);
    const reason = whyNoSlug(slug);
    return reason === null ? { file, slug, manuscript: manuscriptOf(file, slug, source, options) } : { file, reason };
  } catch (error) {
    if (error instanceof ArticleError) return { file, reason: error.reason };
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return { file, reason: "it is not text in UTF-8" };
    if (typeof code === "string") return { file, reason: `cannot be read (${code})` };
    throw error;
  }
}

/** @throws {ArticleError} */
function manuscriptOf(file: string, slug: string, source: string, { audience, draft }: ImportOptions): Manuscript {
  const markdown = withLineFeeds(source);
  const { yaml, text } = splitFrontMatter(markdown) ?? { yaml: "", text: markdown };
  const fields = parseYaml(file, yaml) ?? {};
  if (typeof fields !== "object") throw new ArticleError(file, "no front matter between two lines of ---");
  const said: Readonly<Record<string, unknown>> = { ...fields };
  if (!said["audience"] && audience === null)
    throw new ArticleError(
      file,
      "audience: neither the file nor the import (--audience) says whether it is public or internal",
    );
  return checkManuscript(
    file,
    {
      ...said,
      audience: said["audience"] ?? audience,
      draft: said["draft"] ?? draft,
      title: titleOf(said, text, slug),
    },
    text,
  );
}

function titleOf({ title }: Readonly<Record<string, unknown>>, text: string, slug: string): unknown {
  if (typeof title === "number") return String(title);
  if (title !== undefined && title !== null) return title;
  const heading = toBlocks(text).find(({ kind }) => kind === "heading")?.text ?? "";
  const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]/g, "");
  return words.trim() || slug.replace(/[-_]+/g, " ").trim() || slug;
}

/** All of a batch, or nothing. */
async function store(ready: readonly ReadArticle[], { database, by }: ImportOptions): Promise<Imported> {
  return await database.transaction(async (tx) => {
    await holdArticles(tx);
    const drafts = ready.filter(({ manuscript }) => manuscript.isDraft).map(({ slug }) => slug);
    const served = await servedAmong(tx, drafts);
    const wanted = ready.filter(({ slug }) => !served.has(slug));
    const written = await writeRows(tx, wanted, by);
    const broken = ready
      .filter(({ slug }) => served.has(slug))
      .map(({ file }) => ({ file, reason: "as a draft it would take the article with this slug out of service" }));
    return { stored: written.length, unchanged: wanted.length - written.length, broken };
  });
}

async function servedAmong(tx: Tx, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { slug: { in: [...slugs] }, isDraft: false, isDeleted: false };
  const rows = await tx.article.findMany({ where, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}
