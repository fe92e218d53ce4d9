import type { Library, Problem } from "./articles/create-library.ts";
import type { Article, Audience } from "./articles/parse-article.ts";
import { type KnowledgeLog, watchLibrary } from "./articles/watch-library.ts";
import { rank } from "./search/rank.ts";

/** A change on disk is searchable within 5 s; looking costs one `stat` per file. */
const POLL_MS = 2_000;

/** A part of an article that answers a question. */
export interface Passage {
  readonly slug: string;
  readonly title: string;
  /** The headings above the text, such as "Set up > On a phone"; null at the article's beginning. */
  readonly heading: string | null;
  /** Markdown. */
  readonly text: string;
  readonly url: string | null;
  readonly audience: Audience;
  /** How much of the question the passage covers, 0 to 1. The order also counts how often and where its words stand. */
  readonly score: number;
}

interface SearchOptions {
  /** Who will read the passages: `public` never gives internal articles, `internal` gives both kinds. */
  readonly audience: Audience;
  readonly limit: number;
}

/** The articles and the voice guide of one folder, kept up to date with the disk. */
export interface Knowledge {
  /** How many articles can be searched. */
  readonly size: number;
  /** Articles that are left out, and files that can no longer be read and are served as they were. */
  readonly problems: readonly Problem[];
  /** The hosts, with their ports, that public articles are published on or link to. */
  readonly linkHosts: readonly string[];
  /** Those for customers, whole. Another list when one of them has changed. */
  readonly publicArticles: readonly Article[];
  /**
   * Best first, at most two of one article; empty when nothing comes near. Does no I/O, and the same articles give the
   * same answer.
   */
  searchByWords(query: string, options: SearchOptions): readonly Passage[];
  /** The same by words and by meaning; by words alone where no vectors can be had in time. Never rejects. */
  search(query: string, options: SearchOptions): Promise<readonly Passage[]>;
  /** How to write: `voice.md`, with a section for each channel. */
  readonly voice: string;
  /** Reads every file again. Resolves when what was on disk at the call is in service; never rejects. */
  reload(): Promise<void>;
  /** Stops watching the disk; searching goes on working. Safe to call twice. */
  close(): Promise<void>;
}

export interface KnowledgeOptions {
  /** Holds `articles/` and `voice.md`. Where it is missing, there are no articles and a built-in voice. */
  readonly dir: string;
  readonly log: KnowledgeLog;
  /** For tests. */
  readonly pollMs?: number;
}

/** Resolves when the folder can be searched. Never rejects: what is wrong with it is logged and in `problems`. */
export async function openKnowledge({ dir, log, pollMs = POLL_MS }: KnowledgeOptions): Promise<Knowledge> {
  const library = await watchLibrary({ dir, log, pollMs });
  return {
    get size() {
      return library.current.volumes.size;
    },
    get problems() {
      return library.current.problems;
    },
    get linkHosts() {
      return library.current.linkHosts;
    },
    get publicArticles() {
      return library.current.publicArticles;
    },
    get voice() {
      return library.current.voice;
    },
    searchByWords: (query, options) => searchIn(library.current, query, options),
    search: async (query, options) => searchIn(library.current, query, options),
    reload: () => library.reload(),
    close: () => library.close(),
  };
}

function searchIn(library: Library, query: string, { audience, limit }: SearchOptions): readonly Passage[] {
  const index = library.indexes[audience];
  return rank(index, query, limit).map(({ chunk: { article, heading, text }, coverage }) => {
    const { slug, title, url } = article;
    return { slug, title, heading, text, url, audience: article.audience, score: coverage };
  });
}
