import type { Database } from "../database/database.ts";
import type { Article, Audience } from "./article.ts";
import { countChunks, type Library } from "./articles/create-library.ts";
import type { Entry } from "./articles/entry.ts";
import type { Problem } from "./articles/read-files.ts";
import { type KnowledgeLog, watchLibrary } from "./articles/watch-library.ts";
import type { Passage } from "./passage.ts";
import { SearchIndex, type SearchOptions } from "./search/search-index.ts";
import { NO_VECTORS } from "./vectors/no-vectors.ts";
import type { VectorProgress, Vectors } from "./vectors/vectors.ts";

/** A change is searchable within 5 s; looking costs one `stat` per file and one statement. */
const POLL_MS = 2_000;

/** How much there is, and what is wrong with it. */
export interface KnowledgeStatus {
  /** Those that can be found. */
  readonly articles: number;
  readonly drafts: number;
  readonly chunks: number;
  readonly problems: readonly Problem[];
  /** Files that are not used because an article with their slug was removed, until that is reverted. */
  readonly hidden: readonly { readonly slug: string; readonly file: string }[];
  readonly vectors: VectorProgress;
  /** How many articles say that they are in which language, by BCP 47. */
  readonly languages: Readonly<Record<string, number>>;
}

/** For metrics. */
export interface KnowledgeMeter {
  /** Whenever that has changed: how many articles of each kind there are, and how many cannot be used. */
  libraryRead(counts: Readonly<Record<Audience | "draft" | "problems", number>>): void;
}

/** The articles of a folder and of the API, and the voice guide, kept up to date with the disk and the database. */
export interface Knowledge {
  /** How many articles can be searched. */
  readonly size: number;
  readonly status: KnowledgeStatus;
  /** One entry for each slug, by slug: what the desk shows, drafts too. Not for customers. */
  readonly listed: readonly Entry[];
  /** The articles of the folder by slug, whatever articles of the API stand in their places. */
  readonly ofFiles: ReadonlyMap<string, Entry>;
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
  /** What other texts mean, to compare them with each other. See `Vectors`. */
  vectorsOf(texts: readonly string[]): ReturnType<Vectors["of"]>;
  /** How to write: `voice.md`, with a section for each channel. */
  readonly voice: string;
  /** Reads every file again, and the rows. Resolves when what was there at the call is in service; never rejects. */
  reload(): Promise<void>;
  /** The same for the articles of the API alone. Costs one statement when none has changed. */
  refresh(): Promise<void>;
  /** Stops looking for changes; searching goes on working. Safe to call twice. */
  close(): Promise<void>;
}

export interface KnowledgeOptions {
  /** Holds `articles/` and `voice.md`. Where it is missing, there are no articles and a built-in voice. */
  readonly dir: string;
  readonly log: KnowledgeLog;
  /** Holds the articles of the API; absent: there are only files. */
  readonly database?: Pick<Database, "outside">;
  /** What makes a search by meaning possible; absent: searches go by words. Closed by whoever made it. */
  readonly vectors?: Vectors;
  readonly meter?: KnowledgeMeter;
  /** For tests. */
  readonly pollMs?: number;
}

/**
 * Resolves when the articles can be searched. What is wrong with the folder is logged and in `problems`.
 * @throws when the database cannot be asked: the files alone may show what was taken back.
 */
export async function openKnowledge({ dir, log, ...options }: KnowledgeOptions): Promise<Knowledge> {
  const { database = null, vectors = NO_VECTORS, meter, pollMs = POLL_MS } = options;
  const index = new SearchIndex();
  const onChange = async (now: Library): Promise<void> => {
    await index.replaceInSteps(now.bags);
    vectors.want(index.texts());
    meter?.libraryRead(countsOf(now));
  };
  const library = await watchLibrary({ dir, database, log, pollMs, onChange });
  return {
    get size() {
      return library.current.articles.length;
    },
    get status() {
      return statusOf(library.current, vectors.progress);
    },
    get listed() {
      return library.current.listed;
    },
    get ofFiles() {
      return library.current.ofFiles;
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
    searchByWords: (query, options) => index.searchByWords(query, options),
    search: (query, options) => index.search(query, options, vectors),
    vectorsOf: (texts) => vectors.of(texts),
    reload: () => library.reload(),
    refresh: () => library.refresh(),
    close: () => library.close(),
  };
}

function countsOf({ articles, publicArticles, listed, problems }: Library) {
  return {
    public: publicArticles.length,
    internal: articles.length - publicArticles.length,
    draft: listed.filter(({ isDraft }) => isDraft).length,
    problems: problems.length,
  };
}

function statusOf(library: Library, vectors: VectorProgress): KnowledgeStatus {
  const { articles, problems, hidden } = library;
  const languages: Record<string, number> = {};
  for (const { language } of articles) if (language !== null) languages[language] = (languages[language] ?? 0) + 1;
  return {
    articles: articles.length,
    drafts: countsOf(library).draft,
    chunks: countChunks(library),
    problems,
    hidden: hidden.flatMap(({ article: { slug }, origin: { file } }) => (file === null ? [] : [{ slug, file }])),
    vectors,
    languages,
  };
}
