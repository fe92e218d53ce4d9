import { setImmediate } from "node:timers/promises";
import { dot } from "../search/dot.ts";
import { type Weights, weighWords } from "./weigh-words.ts";

export interface Question {
  readonly id: string;
  readonly text: string;
  /** Of length 1, all of one model; null: there is none, and its words are compared. */
  readonly vector: Float32Array | null;
}

export interface Group<Q extends Question> {
  /** In the order in which they were given. */
  readonly questions: readonly [Q, ...Q[]];
  /** The one that is nearest to the others, and of those as near as that the shortest. */
  readonly speaker: Q;
}

/**
 * How near a question is on average to those of a group that it belongs to. Measured on 819 questions to a bank, an assistant
 * and a shop, of 83 intents (banking77, clinc150, bitext) and MiniLM's vectors: of two questions that come together by
 * meaning .74, .98 and 1.00 ask the same, and of two that ask the same .38, .37 and .49 come together; by words .70, .89
 * and .83, and .18, .25 and .15. Below, what belongs apart comes together: worse, for a group is dismissed as one.
 */
const NEAR = { meaning: 0.6, words: 0.4 };

/** As near, for who speaks for a group. */
const ABOUT = 0.1;

/**
 * Puts questions that ask the same together: by meaning where both have a vector, else by words. Each in turn joins the group
 * that it is nearest to, or begins one, so the same questions in the same order give the same groups, and another one at
 * their end changes none of those before it. Takes time with the number of questions times that of groups: a second for 2,000
 * that are all different, in which others get their turn.
 */
export async function groupQuestions<Q extends Question>(questions: readonly Q[]): Promise<readonly Group<Q>[]> {
  const weights = weighWords(questions.map(({ text }) => text));
  const gatherings: Gathering<Q>[] = [];
  for (const [at, question] of questions.entries()) {
    const one = { question, words: weights[at] ?? new Map() };
    let best: Gathering<Q> | undefined;
    let most = 1;
    for (const gathering of gatherings) {
      const near = gathering.nearness(one);
      if (near < most || (near === most && best)) continue;
      best = gathering;
      most = near;
    }
    if (best) best.add(one);
    else gatherings.push(new Gathering(one));
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  return gatherings.map((gathering) => gathering.toGroup());
}

/** 2,000 groups compared with these take 20 ms. */
const AT_ONCE = 50;

interface Member<Q extends Question> {
  readonly question: Q;
  readonly words: Weights;
}

/**
 * A group that grows. What its members add up to is kept: the mean of what a question has in common with each is what it
 * has in common with their sum, divided by how many they are.
 */
class Gathering<Q extends Question> {
  readonly #members: [Member<Q>, ...Member<Q>[]];
  /** Of those with a vector; null: nobody has one. */
  #meaning: Float32Array | null = null;
  readonly #words = new Map<string, number>();
  /** Of those without a vector. */
  readonly #wordsAlone = new Map<string, number>();

  constructor(first: Member<Q>) {
    this.#members = [first];
    this.#count(first);
  }

  add(member: Member<Q>): void {
    this.#members.push(member);
    this.#count(member);
  }

  /** 1: as near as to belong to it. */
  nearness({ question: { vector }, words }: Member<Q>): number {
    const { length } = this.#members;
    if (vector === null || this.#meaning === null) return common(words, this.#words) / NEAR.words / length;
    return (dot(vector, this.#meaning) / NEAR.meaning + common(words, this.#wordsAlone) / NEAR.words) / length;
  }

  toGroup(): Group<Q> {
    const near = new Map(this.#members.map((member) => [member, this.nearness(member)]));
    const most = Math.max(...near.values());
    const closest = this.#members.filter((member) => (near.get(member) ?? 0) >= most - ABOUT);
    const [speaker] = closest.toSorted((a, b) => a.question.text.length - b.question.text.length);
    const [first, ...others] = this.#members;
    const questions: [Q, ...Q[]] = [first.question, ...others.map(({ question }) => question)];
    return { questions, speaker: speaker?.question ?? first.question };
  }

  #count({ question: { vector }, words }: Member<Q>): void {
    addWords(words, this.#words);
    if (vector === null) addWords(words, this.#wordsAlone);
    else this.#meaning = sumOf(vector, this.#meaning);
  }
}

function sumOf(vector: Float32Array, sum: Float32Array | null): Float32Array {
  return vector.map((number, at) => number + (sum?.[at] ?? 0));
}

function addWords(words: Weights, sum: Map<string, number>): void {
  for (const [word, weight] of words) sum.set(word, (sum.get(word) ?? 0) + weight);
}

function common(words: Weights, sum: ReadonlyMap<string, number>): number {
  let all = 0;
  for (const [word, weight] of words) all += weight * (sum.get(word) ?? 0);
  return all;
}
