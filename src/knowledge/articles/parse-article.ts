import { createHash } from "node:crypto";
import { basename } from "node:path";
import { parse, YAMLParseError } from "yaml";
import { z } from "zod";

/** `public` articles may be quoted to anybody; `internal` ones inform operators and never reach a customer. */
export type Audience = "public" | "internal";

export interface Article {
  /** The file's name without `.md`. */
  readonly slug: string;
  readonly title: string;
  readonly audience: Audience;
  /** Where customers can read it, or null. */
  readonly url: string | null;
  /** Other words for the same matter; searched like the title. */
  readonly tags: readonly string[];
  /** Markdown with LF line ends, without HTML comments. */
  readonly body: string;
  /** SHA-256 of the whole file, hex. */
  readonly hash: string;
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

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n?^---[ \t]*$/m;

const FIELDS = z.object({
  title: z.string().trim().min(1),
  audience: z.enum(["public", "internal"]),
  url: z.url({ protocol: /^https?$/ }).nullish(),
  tags: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
});

/**
 * One article out of a file's text. `file` is its path within the knowledge folder.
 * @throws {ArticleError} when the front matter is missing or wrong, or nothing follows it.
 */
export function parseArticle(file: string, source: string): Article {
  const text = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const found = FRONT_MATTER.exec(text);
  if (found?.index !== 0) throw new ArticleError(file, "no front matter between two lines of ---");

  const fields = FIELDS.safeParse(parseYaml(file, found[1] ?? ""));
  if (!fields.success) throw new ArticleError(file, whatIsWrong(fields.error));

  // A comment is the author's note to himself, and not shown where the article is published.
  const body = text
    .slice(found[0].length)
    .replace(/<!--[\s\S]*?-->/g, "")
    .trim();
  if (body === "") throw new ArticleError(file, "no text after the front matter");

  const { title, audience, url, tags } = fields.data;
  const hash = createHash("sha256").update(source).digest("hex");
  return { slug: basename(file, ".md"), title, audience, url: url ?? null, tags: tags ?? [], body, hash };
}

function parseYaml(file: string, yaml: string): unknown {
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
