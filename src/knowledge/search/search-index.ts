import type { Audience } from "../article.ts";
import type { Passage } from "../passage.ts";
import type { Compared, Vectors } from "../vectors/vectors.ts";
import type { Bag } from "../words/bag-of-words.ts";
import { type QueryTerm, queryTerms } from "../words/query-terms.ts";
import { type AnswerKind, kindsWanted } from "./answer-kinds.ts";
import { bestPlaces } from "./best.ts";
import { type ExactTerm, exactTerms } from "./exact-terms.ts";
import { type Bags, HeldChunks } from "./held-chunks.ts";
import { NO_COSINE } from "./meanings.ts";
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
  readonly #chunks = new HeldChunks();
  readonly #scorer = new WordScorer();
  readonly #traits = new WeakMap<Bag, Traits>();

  /** These are the articles now, each with its chunks. Only what is another one than before is worked through. */
  replace(bags: Bags): void {
    this.#chunks.replace(bags);
  }

  /**
   * The same, holding nobody up: until it resolves, each article is found as it was or as it is now. Those that are taken
   * back go first. To be called again when it has resolved.
   */
  async replaceInSteps(bags: Bags): Promise<void> {
    await this.#chunks.replaceInSteps(bags);
  }

  /** What shall have vectors: the texts of the chunks, by their hashes. Changes with the articles. */
  texts(): ReadonlyMap<string, string> {
    return this.#chunks.texts;
  }

  /** Best first, at most two of one article; empty when nothing comes near. The same articles give the same answer. */
  searchByWords(asked: string, options: SearchOptions): readonly Passage[] {
    const question = questionOf(asked, options.before ?? [], this.#chunks.words, options.audience === "public");
    const found = this.#rank(question, [], options);
    return found.length === 0 && question.goesOn ? this.searchByWords(asked, { ...options, before: [] }) : found;
  }

  /** The same by words and by meaning; by words alone where no vectors can be had in time. Never rejects. */
  async search(asked: string, options: SearchOptions, vectors: Vectors): Promise<readonly Passage[]> {
    const question = questionOf(asked, options.before ?? [], this.#chunks.words, options.audience === "public");
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
    const terms = queryTerms(this.#chunks.words, text, openOnly);
    const exact = exactTerms(text, this.#chunks.words.languages(openOnly)[0]).filter(({ stem }) =>
      this.#isRare(stem, openOnly),
    );
    const scores = this.#scorer.score(this.#chunks.words, terms, openOnly);
    const cosines = compared.length > 0 ? this.#chunks.meanings.cosines(this.#chunks.words, compared, openOnly) : null;
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
    const share = this.#chunks.words.share(stem, openOnly);
    return share > 0 && (share <= RARE || share * this.#chunks.words.count(openOnly) <= RARE_CHUNKS);
  }

  /** In the order of the articles. */
  #places(scores: WordScores, cosines: Float32Array | null, exact: readonly ExactTerm[], openOnly: boolean): number[] {
    const { touched } = scores;
    const turn = (place: number): number => this.#chunks.turn(place);
    const byWords = new Float32Array(touched.length);
    for (const [at, place] of touched.entries()) byWords[at] = scores.coverage(place) + scores.bm25(place);
    const places = new Set(
      bestPlaces(byWords, CANDIDATES, 0, (at) => turn(touched[at] ?? 0)).map((at) => touched[at] ?? 0),
    );
    if (cosines !== null) for (const place of bestPlaces(cosines, CANDIDATES, 0, turn)) places.add(place);
    for (const { stem } of exact) this.#chunks.words.each(stem, openOnly, (place) => places.add(place));
    return [...places].sort((a, b) => turn(a) - turn(b));
  }

  #candidate(
    place: number,
    { sureness, exact, scores, cosines, words, wanted, openOnly }: About,
  ): readonly Candidate[] {
    const bag = this.#chunks.words.bagAt(place);
    if (bag === null) return [];
    const { heading, name, kinds } = this.#traitsOf(bag);
    const cosine = cosines?.[place] ?? NO_COSINE;
    return [
      {
        bag,
        cosine: cosine <= NO_COSINE ? null : cosine,
        coverage: scores.coverage(place),
        bm25: scores.bm25(place),
        exact: exact.map(({ stem }) => stem).filter((stem) => bag.stems.includes(stem)),
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
      const idf = this.#chunks.words.idf(stem, openOnly);
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

function passageOf(
  { bag, score, cosine, coverage }: Ranked,
  terms: readonly QueryTerm[],
  codes: readonly ExactTerm[],
): Passage {
  const { article, heading, text } = bag.chunk;
  const { slug, title, url, audience } = article;
  const words = terms.filter(({ ways }) => ways.some(({ stem }) => bag.stems.includes(stem))).map(({ asked }) => asked);
  const exact = new Set(codes.filter(({ stem }) => bag.stems.includes(stem)).map(({ asked }) => asked));
  return { slug, title, heading, text, url, audience, score, why: { cosine, coverage, words, exact: [...exact] } };
}
