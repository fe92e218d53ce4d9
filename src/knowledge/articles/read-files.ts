import { createPauses } from "./create-pauses.ts";
import type { Entry } from "./entry.ts";
import { ArticleError, parseManuscript, toArticle } from "./parse-article.ts";
import { type Folder, MAX_FILE_BYTES, TOO_LARGE, VOICE_FILE } from "./read-folder.ts";
import { slugOf } from "./slug.ts";

/** A file that is left out, or served as it was, and why. */
export interface Problem {
  /** Path within the knowledge folder. */
  readonly file: string;
  /** For the author; never quotes from the article. */
  readonly reason: string;
}

/** A file and the article in it, or what is wrong with it. */
export interface ReadFile {
  readonly source: string;
  readonly read: Entry | Problem;
}

/** The articles of a folder in the order of their paths. What `before` has word for word is not parsed again. */
export async function readFiles(
  folder: Folder,
  before: ReadonlyMap<string, ReadFile>,
): Promise<{ files: ReadonlyMap<string, ReadFile>; entries: readonly Entry[]; problems: readonly Problem[] }> {
  const files = new Map<string, ReadFile>();
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const slugs = new Set<string>();
  const pause = createPauses();
  for (const [file, { text, failure }] of folder.files) {
    if (failure !== null) problems.push({ file, reason: whyUnread(failure) });
    if (file === VOICE_FILE || text === null) continue;
    const known = before.get(file);
    const one = known?.source === text ? known : { source: text, read: entryOrProblem(file, text) };
    files.set(file, one);
    await pause();
    if ("reason" in one.read) {
      problems.push(one.read);
    } else if (slugs.has(one.read.article.slug)) {
      problems.push({ file, reason: `another article is called ${one.read.article.slug}` });
    } else {
      slugs.add(one.read.article.slug);
      entries.push(one.read);
    }
  }
  return { files, entries, problems };
}

function whyUnread(failure: string): string {
  return failure === TOO_LARGE ? `too large: ${MAX_FILE_BYTES / 1_000} kB at most` : `cannot be read (${failure})`;
}

function entryOrProblem(file: string, source: string): Entry | Problem {
  try {
    const manuscript = parseManuscript(file, source);
    const article = toArticle(slugOf(file), manuscript, source);
    const { isDraft, text } = manuscript;
    return {
      article,
      isDraft,
      text,
      markdown: source,
      origin: { kind: "file", file },
      version: `f${article.hash.slice(0, 32)}`,
    };
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error;
    return { file, reason: error.reason };
  }
}
