import type { Article, Audience } from "../articles/parse-article.ts";
import type { Passage } from "../passage.ts";
import type { Compared, Vectors } from "../vectors/vectors.ts";
import type { Bag } from "../words/bag-of-words.ts";
import { type QueryTerm, queryTerms } from "../words/query-terms.ts";
import { WordIndex } from "../words/word-index.ts";
import { type AnswerKind, kindsWanted } from "./answer-kinds.ts";
import { bestPlaces } from "./best.ts";
import { textOf } from "./chunk-text.ts";
import { type ExactTerm, exactTerms } from "./exact-terms.ts";
import { Meanings, NO_COSINE } from "./meanings.ts";
import { type Question, questionOf } from "./question.ts";
import { type Candidate, type Ranked, rank } from "./rank.ts";
import { normal, type Traits, traitsOf } from "./traits.ts";
import { WordScorer, type WordScores } from "./word-scores.ts";

/** How many of the best by meaning, and as many of the best by words, are looked at closer. */
const CANDIDATES = 100;

/** An exact term that more chunks have than this share is a word like others. */
const RARE = 0.05;
const RARE_CHUNKS = 3;

/** A question says what kind of answer it wants early. UTF-16 units. */
const KIND_LENGTH = 500;

export interface SearchOptions {
  /** Who will read the passages: `public` never gives internal articles, `internal` gives both kinds. */
  readonly audience: Audience;
  readonly limit: number;
  /** What the customer wrote before, oldest first: a short question may go on from it. */
  readonly before?: readonly string[];
}

/** The chunks of all articles, ready to be searched. */
export class SearchIndex {
  readonly #words = new WordIndex();
  readonly #meanings = new Meanings();
  readonly #scorer = new WordScorer();
  readonly #traits = new WeakMap<Bag, Traits>();
  #bags: ReadonlyMap<Article, readonly Bag[]> = new Map();
  /** By place: which one it is in the order of the articles. */
  #turns = new Int32Array(0);

  /** These are the articles now, each with its chunks. Only what is another one than before is worked through. */
  replace(bags: ReadonlyMap<Article, readonly Bag[]>): void {
    for (const [article, gone] of this.#bags) {
      if (bags.get(article) === gone) continue;
      for (const bag of gone) if (this.#words.remove(bag)) this.#meanings.forget();
    }
    for (const [article, come] of bags) {
      if (this.#bags.get(article) === come) continue;
      for (const bag of come) this.#words.add(bag);
    }
    this.#bags = bags;
    this.#turns = turnsOf(bags, this.#words);
  }

  /** What shall have vectors: the texts of the chunks, by their hashes. */
  texts(): ReadonlyMap<string, string> {
    const bags = [...this.#bags.values()].flat();
    return new Map(bags.map((bag) => [this.#meanings.hashOf(bag), textOf(bag.chunk)]));
  }

  /** Best first, at most two of one article; empty when nothing comes near. The same articles give the same answer. */
  searchByWords(asked: string, options: SearchOptions): readonly Passage[] {
    const question = questionOf(asked, options.before ?? [], this.#words, options.audience === "public");
    const found = this.#rank(question, [], options);
    return found.length === 0 && question.goesOn ? this.searchByWords(asked, { ...options, before: [] }) : found;
  }

  /** The same by words and by meaning; by words alone where no vectors can be had in time. Never rejects. */
  async search(asked: string, options: SearchOptions, vectors: Vectors): Promise<readonly Passage[]> {
    const question = questionOf(asked, options.before ?? [], this.#words, options.audience === "public");
    const compared = await Promise.all(question.pieces.map((piece) => vectors.compare(piece)));
    const there = compared.filter((one) => one !== null);
    const found = this.#rank(
      question,
      there.filter(({ model }) => model === there[0]?.model),
      options,
    );
    // Something else was talked about before.
    return found.length === 0 && question.goesOn
      ? await this.search(asked, { ...options, before: [] }, vectors)
      : found;
  }

  #rank({ text }: Question, compared: readonly Compared[], { audience, limit }: SearchOptions): readonly Passage[] {
    // Every model finds something near to nothing.
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const openOnly = audience === "public";
    const terms = queryTerms(this.#words, text, openOnly);
    const exact = exactTerms(text, this.#words.languages(openOnly)[0]).filter(({ stem }) =>
      this.#isRare(stem, openOnly),
    );
    const scores = this.#scorer.score(this.#words, terms, openOnly);
    const cosines = compared.length > 0 ? this.#meanings.cosines(this.#words, compared, openOnly) : null;
    const places = this.#places(scores, cosines, exact, openOnly);
    const wanted = [...kindsWanted(text.slice(0, KIND_LENGTH))];
    const ways = terms.flatMap((term) => term.ways.map(({ stem, sureness }) => [stem, sureness] as const));
    const about = { sureness: new Map(ways), exact, scores, cosines, words: normal(text), wanted, openOnly };
    const candidates = places.flatMap((place) => this.#candidate(place, about));
    return rank(candidates, { terms: terms.length, byMeaning: cosines !== null, limit }).map((one) =>
      passageOf(one, terms, exact),
    );
  }

  #isRare(stem: string, openOnly: boolean): boolean {
    const share = this.#words.share(stem, openOnly);
    return share > 0 && (share <= RARE || share * this.#words.count(openOnly) <= RARE_CHUNKS);
  }

  /** In the order of the articles. */
  #places(scores: WordScores, cosines: Float32Array | null, exact: readonly ExactTerm[], openOnly: boolean): number[] {
    const { touched } = scores;
    const turn = (place: number): number => this.#turns[place] ?? 0;
    const byWords = new Float32Array(touched.length);
    for (const [at, place] of touched.entries()) byWords[at] = scores.coverage(place) + scores.bm25(place);
    const places = new Set(
      bestPlaces(byWords, CANDIDATES, 0, (at) => turn(touched[at] ?? 0)).map((at) => touched[at] ?? 0),
    );
    if (cosines !== null) for (const place of bestPlaces(cosines, CANDIDATES, 0, turn)) places.add(place);
    for (const { stem } of exact) this.#words.each(stem, openOnly, (place) => places.add(place));
    return [...places].sort((a, b) => turn(a) - turn(b));
  }

  #candidate(
    place: number,
    { sureness, exact, scores, cosines, words, wanted, openOnly }: About,
  ): readonly Candidate[] {
    const bag = this.#words.bagAt(place);
    if (bag === null) return [];
    const { heading, name, kinds } = this.#traitsOf(bag);
    const cosine = cosines?.[place] ?? NO_COSINE;
    return [
      {
        bag,
        cosine: cosine <= NO_COSINE ? null : cosine,
        coverage: scores.coverage(place),
        bm25: scores.bm25(place),
        exact: exact.map(({ stem }) => stem).filter((stem) => bag.counts.has(stem)),
        heading: heading !== null && words.includes(heading),
        name: name !== null && words.includes(name),
        asked: this.#asked(bag, sureness, openOnly),
        kind: wanted.some((kind) => kinds.has(kind)),
      },
    ];
  }

  /** Weighed by how telling the words are. */
  #asked({ heading }: Bag, sureness: ReadonlyMap<string, number>, openOnly: boolean): number {
    let all = 0;
    let has = 0;
    for (const stem of heading) {
      const idf = this.#words.idf(stem, openOnly);
      all += idf;
      has += idf * (sureness.get(stem) ?? 0);
    }
    return all === 0 ? 0 : has / all;
  }

  #traitsOf(bag: Bag): Traits {
    const known = this.#traits.get(bag) ?? traitsOf(bag.chunk);
    this.#traits.set(bag, known);
    return known;
  }
}

interface About {
  /** The stems that the question's words may stand as, and how surely. */
  readonly sureness: ReadonlyMap<string, number>;
  readonly exact: readonly ExactTerm[];
  readonly scores: WordScores;
  readonly cosines: Float32Array | null;
  readonly wanted: readonly AnswerKind[];
  readonly openOnly: boolean;
  /** The question's words, to find phrases in. */
  readonly words: string;
}

/** Places are given as chunks come; the order of the articles is the same whichever came first. */
function turnsOf(bags: ReadonlyMap<Article, readonly Bag[]>, index: WordIndex): Int32Array<ArrayBuffer> {
  const turns = new Int32Array(index.places);
  let turn = 0;
  for (const ofArticle of bags.values()) {
    for (const bag of ofArticle) {
      turns[index.placeOf(bag) ?? 0] = turn;
      turn += 1;
    }
  }
  return turns;
}

function passageOf(
  { bag, score, cosine, coverage }: Ranked,
  terms: readonly QueryTerm[],
  codes: readonly ExactTerm[],
): Passage {
  const { article, heading, text } = bag.chunk;
  const { slug, title, url, audience } = article;
  const words = terms.filter(({ ways }) => ways.some(({ stem }) => bag.counts.has(stem))).map(({ asked }) => asked);
  const exact = new Set(codes.filter(({ stem }) => bag.counts.has(stem)).map(({ asked }) => asked));
  return { slug, title, heading, text, url, audience, score, why: { cosine, coverage, words, exact: [...exact] } };
}
