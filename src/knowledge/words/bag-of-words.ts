import { guessLanguage } from "../../language/guess-language.ts";
import type { Article } from "../article.ts";
import type { Chunk } from "../chunks/chunk-article.ts";
import { termsOfWords } from "./known-terms.ts";

/** A word in title, heading or tags counts like this many in the text. */
const TITLE_WEIGHT = 3;

/** Of articles that do not say theirs, and do not tell. */
const USUAL_LANGUAGE = "en";

/** A chunk's words without their order. Depends on the chunk alone, so it is made once and kept. */
export interface Bag {
  readonly chunk: Chunk;
  /** What its words were stemmed as: the first part of a BCP 47 tag. */
  readonly language: string;
  /** Each stem once. Lists in place of sets and maps: there are a hundred thousand bags, with a hundred words each. */
  readonly stems: readonly string[];
  /** By the place in `stems`: how often it occurs, title words counted several times. */
  readonly counts: readonly number[];
  /** The sum of the counts. */
  readonly length: number;
  /** Each word as written, once. */
  readonly words: readonly string[];
  /**
   * By the place in `stems`: whether it tells this chunk from the others of its article, being one of heading and text, or
   * for the first of the title.
   */
  readonly own: readonly boolean[];
  /** The stems of the headings above the text, each once. */
  readonly heading: readonly string[];
}

export function bagOf(chunk: Chunk): Bag {
  const language = languageOf(chunk.article);
  const counts = new Map<string, number>();
  const words = new Set<string>();
  let length = 0;
  const add = (text: string, weight: number): Set<string> => {
    const stems = new Set<string>();
    for (const terms of termsOfWords(text, language)) {
      for (const { word, stem, joined } of terms) {
        if (!joined) words.add(word);
        counts.set(stem, (counts.get(stem) ?? 0) + weight);
        length += weight;
        stems.add(stem);
      }
    }
    return stems;
  };
  const { title, tags } = chunk.article;
  const titled = add([title, ...tags].join("\n"), TITLE_WEIGHT);
  const heading = add(chunk.heading ?? "", TITLE_WEIGHT);
  const text = add(withoutLinkTargets(chunk.text), 1);
  const isOwn = (stem: string): boolean => text.has(stem) || heading.has(stem) || (chunk.first && titled.has(stem));
  const stems = [...counts.keys()];
  return {
    chunk,
    language,
    stems,
    counts: [...counts.values()],
    length,
    words: [...words],
    own: stems.map(isOwn),
    heading: [...heading],
  };
}

const guessed = new WeakMap<Article, string>();

/** Of the whole article: a chunk of it is often too short to tell. */
function languageOf(article: Article): string {
  const said = article.language?.toLowerCase().split("-")[0];
  if (said) return said;
  const known = guessed.get(article) ?? guessLanguage(`${article.title}\n${article.body}`) ?? USUAL_LANGUAGE;
  guessed.set(article, known);
  return known;
}

/** Where a link leads says what another article is about. */
function withoutLinkTargets(markdown: string): string {
  return markdown.replace(/\]\([^()\s]*\)/g, "]");
}
