import type { Article } from "../article.ts";
import { chunkArticle } from "../chunks/chunk-article.ts";
import { type Bag, bagOf } from "../words/bag-of-words.ts";
import { type ArticleRows, NO_ROWS } from "./article-rows.ts";
import { createPauses } from "./create-pauses.ts";
import type { Entry } from "./entry.ts";
import { linkHostsOf } from "./link-hosts.ts";
import { mergeArticles } from "./merge-articles.ts";
import { type Problem, type ReadFile, readFiles } from "./read-files.ts";
import { type Folder, VOICE_FILE } from "./read-folder.ts";
import { DEFAULT_VOICE, readVoice } from "./voice.ts";

/** All that is known at one moment. Never changes: a change of a file or a row makes another one. */
export interface Library {
  /** By path within the knowledge folder. */
  readonly files: ReadonlyMap<string, ReadFile>;
  /** The articles of the files by slug, whatever rows stand in their places. */
  readonly ofFiles: ReadonlyMap<string, Entry>;
  /** What can be found, of both audiences. */
  readonly articles: readonly Article[];
  /** What the desk shows, drafts too: one for each slug, by slug. */
  readonly listed: readonly Entry[];
  readonly problems: readonly Problem[];
  /** Articles of files that nobody sees, because an article with their slug was removed. */
  readonly hidden: readonly Entry[];
  readonly linkHosts: readonly string[];
  /** Those for customers. The same list until one of them changes. */
  readonly publicArticles: readonly Article[];
  readonly voice: string;
  /** The words of each article's chunks, made once. */
  readonly bags: ReadonlyMap<Article, readonly Bag[]>;
}

/**
 * What a folder and the rows come to. An article that is broken, or whose slug is taken, becomes a problem; the rest go
 * on. What is in `before` word for word is not worked through again; thousands of articles at once do not hold others up.
 */
export async function createLibrary(
  folder: Folder,
  before: Library | null,
  rows: ArticleRows = NO_ROWS,
): Promise<Library> {
  const { files, entries, problems } = await readFiles(folder, before?.files ?? new Map());
  const { served, listed, hidden } = mergeArticles(entries, rows.bySlug);
  const articles = served.map(({ article }) => article);
  const open = articles.filter(({ audience }) => audience === "public");
  const bags = await bagsOf(articles, before?.bags ?? new Map());
  const voice = folder.files.get(VOICE_FILE)?.text ?? null;
  const kept = before !== null && isSameList(before.publicArticles, open) ? before : null;
  return {
    files,
    ofFiles: new Map(entries.map((entry) => [entry.article.slug, entry])),
    articles,
    listed,
    problems,
    hidden,
    linkHosts: kept?.linkHosts ?? linkHostsOf(open),
    publicArticles: kept?.publicArticles ?? open,
    voice: voice === null ? DEFAULT_VOICE : readVoice(voice),
    bags,
  };
}

async function bagsOf(articles: readonly Article[], known: Library["bags"]): Promise<Library["bags"]> {
  const bags = new Map<Article, readonly Bag[]>();
  const pause = createPauses();
  for (const article of articles) {
    bags.set(article, known.get(article) ?? chunkArticle(article).map(bagOf));
    await pause();
  }
  return bags;
}

/** How many parts of articles can be found. */
export function countChunks({ bags }: Library): number {
  return [...bags.values()].reduce((sum, ofArticle) => sum + ofArticle.length, 0);
}

function isSameList(a: readonly Article[], b: readonly Article[]): boolean {
  return a.length === b.length && a.every((article, at) => article === b[at]);
}
