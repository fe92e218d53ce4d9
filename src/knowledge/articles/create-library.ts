import { chunkArticle } from "../chunks/chunk-article.ts";
import { type Bag, bagOf } from "../words/bag-of-words.ts";
import { createWordIndex, type WordIndex } from "../words/word-index.ts";
import { linkHostsOf } from "./link-hosts.ts";
import { type Article, ArticleError, parseArticle } from "./parse-article.ts";
import { type Folder, VOICE_FILE } from "./read-folder.ts";
import { DEFAULT_VOICE, readVoice } from "./voice.ts";

/** A file that is left out, or served as it was, and why. */
export interface Problem {
  /** Path within the knowledge folder. */
  readonly file: string;
  /** For the author; never quotes from the article. */
  readonly reason: string;
}

/** A file and all that follows from it alone. */
interface Volume {
  readonly source: string;
  readonly article: Article;
  readonly bags: readonly Bag[];
}

/** All that is known at one moment. Never changes: a change on disk makes another one. */
export interface Library {
  /** By path within the knowledge folder. */
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly problems: readonly Problem[];
  readonly linkHosts: readonly string[];
  /** Those for customers. */
  readonly publicArticles: readonly Article[];
  readonly voice: string;
  /** One index per audience: what is not in the public one cannot be found through it. */
  readonly indexes: { readonly public: WordIndex; readonly internal: WordIndex };
}

/**
 * What a folder holds. An article that is broken, or whose slug is taken, becomes a problem; the rest go on. Files that
 * are in `before` word for word are not worked through again.
 */
export function createLibrary({ files }: Folder, before: Library | null): Library {
  const volumes = new Map<string, Volume>();
  const problems: Problem[] = [];
  const slugs = new Set<string>();
  for (const [file, { text, failure }] of files) {
    if (failure !== null) problems.push({ file, reason: `cannot be read (${failure})` });
    if (file === VOICE_FILE || text === null) continue;
    const known = before?.volumes.get(file);
    const read = known?.source === text ? known : volumeOrProblem(file, text);
    if ("reason" in read) {
      problems.push(read);
    } else if (slugs.has(read.article.slug)) {
      problems.push({ file, reason: `another article is called ${read.article.slug}` });
    } else {
      slugs.add(read.article.slug);
      volumes.set(file, read);
    }
  }

  const all = [...volumes.values()];
  const open = all.filter(({ article }) => article.audience === "public");
  const publicArticles = open.map(({ article }) => article);
  const voice = files.get(VOICE_FILE)?.text ?? null;
  return {
    volumes,
    problems,
    linkHosts: linkHostsOf(publicArticles),
    publicArticles,
    voice: voice === null ? DEFAULT_VOICE : readVoice(voice),
    indexes: { public: indexOf(open), internal: indexOf(all) },
  };
}

const indexOf = (volumes: readonly Volume[]): WordIndex => createWordIndex(volumes.flatMap(({ bags }) => bags));

function volumeOrProblem(file: string, source: string): Volume | Problem {
  try {
    const article = parseArticle(file, source);
    return { source, article, bags: chunkArticle(article).map(bagOf) };
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error;
    return { file, reason: error.reason };
  }
}
