import { createHash } from "node:crypto";
import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";
import type { Article } from "../article.ts";
import { FIELDS, splitFrontMatter } from "./front-matter.ts";
import { slugOf } from "./slug.ts";

/** An article as its author writes it. */
export interface Manuscript extends Omit<Article, "slug" | "body" | "hash"> {
  readonly isDraft: boolean;
  /** Markdown with LF line ends, the author's comments included. */
  readonly text: string;
}

/** One article cannot be used. The others can. */
export class ArticleError extends Error {
  override readonly name = "ArticleError";
  readonly file: string;
  /** For the author of the article; never quotes from it. */
  readonly reason: string;
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
    this.reason = reason;
  }
}

/**
 * One article out of a file's text. `file` is its path within the knowledge folder.
 * @throws {ArticleError} when the front matter is missing or wrong, or no text follows it.
 */
export function parseArticle(file: string, source: string): Article {
  return toArticle(slugOf(file), parseManuscript(file, source), source);
}

/** The article behind a manuscript; `source` is the whole of what it was written as. */
export function toArticle(slug: string, manuscript: Manuscript, source: string): Article {
  const { title, audience, url, tags, language, text } = manuscript;
  const hash = createHash("sha256").update(source).digest("hex");
  return { slug, title, audience, url, tags, language, body: withoutComments(text), hash };
}

/** @throws {ArticleError} as `parseArticle` does. */
export function parseManuscript(file: string, source: string): Manuscript {
  const parts = splitFrontMatter(withLineFeeds(source));
  if (parts === null) throw new ArticleError(file, "no front matter between two lines of ---");
  return checkManuscript(file, parseYaml(file, parts.yaml), parts.text);
}

/**
 * A manuscript of fields as front matter has them and a Markdown text. `file` is named in the error.
 * @throws {ArticleError} when a field is wrong, or the text says nothing.
 */
export function checkManuscript(file: string, given: unknown, markdown: string): Manuscript {
  const fields = FIELDS.safeParse(given);
  if (!fields.success) throw new ArticleError(file, whatIsWrong(fields.error));
  const text = withLineFeeds(markdown).toWellFormed().trim();
  if (withoutComments(text) === "") throw new ArticleError(file, "no text, or comments only");
  const { title, audience, url, tags, language, draft } = fields.data;
  // Half of what was written in UTF-16 are NULs, and PostgreSQL has none.
  if ([title, url ?? "", ...(tags ?? []), text].some((part) => part.includes("\0")))
    throw new ArticleError(file, "a NUL character: it must be text in UTF-8");
  return {
    title,
    audience,
    url: url ?? null,
    tags: tags ?? [],
    language: language ?? null,
    isDraft: draft ?? false,
    text,
  };
}

/** What every editor writes, the same way. */
export function withLineFeeds(source: string): string {
  return source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

/** A comment is the author's note to himself, and not shown where the article is published. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf("<!--", at);
    const end = begin === -1 ? -1 : text.indexOf("-->", begin + 4);
    // One that nobody closes is none. Looked for once, or a text full of them takes for ever.
    if (end === -1) break;
    kept.push(text.slice(at, begin));
    at = end + 3;
  }
  return [...kept, text.slice(at)].join("").trim();
}

/** All fields fit three times. Looking for a key that is there twice takes the square of their number. UTF-16 units. */
const MAX_YAML_LENGTH = 50_000;

/** The fields of a front matter. @throws {ArticleError} */
export function parseYaml(file: string, yaml: string): unknown {
  if (yaml.length > MAX_YAML_LENGTH)
    throw new ArticleError(file, `front matter is too long: ${MAX_YAML_LENGTH} characters at most`);
  try {
    return parse(yaml, { logLevel: "error" });
  } catch (cause) {
    // The message would quote the article. Aliases that lead nowhere, or to too much, are a ReferenceError.
    const code = cause instanceof YAMLParseError ? cause.code : "BAD_ALIAS";
    throw new ArticleError(file, `front matter is not YAML (${code})`, { cause });
  }
}

function whatIsWrong(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "front matter"}: ${issue.message}`).join("; ");
}
