import { createPauses } from "../articles/create-pauses.ts";
import { dot } from "../search/dot.ts";
import { SharedWords } from "./shared-words.ts";
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
  const pause = createPauses();
  const weights = await weighWords(
    questions.map(({ text }) => text),
    pause,
  );
  const gatherings = new Gatherings<Q>();
  for (const [at, question] of questions.entries()) {
    gatherings.take({ question, words: weights[at] ?? new Map() });
    await pause();
  }
  return gatherings.toGroups();
}

interface Member<Q extends Question> {
  readonly question: Q;
  readonly words: Weights;
}

interface Gathering<Q extends Question> {
  readonly members: [Member<Q>, ...Member<Q>[]];
  /** The sum of its members' vectors; null: nobody has one. */
  meaning: Float32Array | null;
}

/**
 * Groups that grow. What the members of one add up to is kept: the mean of what a question has in common with each is what it
 * has in common with their sum, divided by how many they are.
 */
class Gatherings<Q extends Question> {
  readonly #all: Gathering<Q>[] = [];
  readonly #words = new SharedWords();
  /** Of those without a vector. */
  readonly #wordsAlone = new SharedWords();

  /** Puts it where it belongs. */
  take(one: Member<Q>): void {
    const { vector } = one.question;
    const [words, alone] = [this.#words.common(one.words), this.#wordsAlone.common(one.words)];
    let best = -1;
    let most = 1;
    for (const [at, gathering] of this.#all.entries()) {
      const common = vector === null || gathering.meaning === null ? words : alone;
      const near = nearness(vector, gathering, common.get(at) ?? 0);
      if (near < most || (near === most && best >= 0)) continue;
      best = at;
      most = near;
    }
    const gathering = this.#all[best];
    if (gathering) gathering.members.push(one);
    else this.#all.push({ members: [one], meaning: null });
    this.#count(one, gathering ? best : this.#all.length - 1);
  }

  toGroups(): readonly Group<Q>[] {
    return this.#all.map((gathering, at) => this.#toGroup(gathering, at));
  }

  #toGroup(gathering: Gathering<Q>, at: number): Group<Q> {
    const { members } = gathering;
    const near = new Map(members.map((member) => [member, this.#nearness(member, gathering, at)]));
    const most = Math.max(...near.values());
    const closest = members.filter((member) => (near.get(member) ?? 0) >= most - ABOUT);
    const [speaker] = closest.toSorted((a, b) => a.question.text.length - b.question.text.length);
    const [first, ...others] = members;
    const questions: [Q, ...Q[]] = [first.question, ...others.map(({ question }) => question)];
    return { questions, speaker: speaker?.question ?? first.question };
  }

  #nearness({ question: { vector }, words }: Member<Q>, gathering: Gathering<Q>, at: number): number {
    const compared = vector === null || gathering.meaning === null ? this.#words : this.#wordsAlone;
    return nearness(vector, gathering, compared.commonWith(words, at));
  }

  #count({ question: { vector }, words }: Member<Q>, at: number): void {
    this.#words.add(words, at);
    const gathering = this.#all[at];
    if (vector === null) this.#wordsAlone.add(words, at);
    else if (gathering) gathering.meaning = sumOf(vector, gathering.meaning);
  }
}

/**
 * 1: as near as to belong to it.
 * @param common what the words have in common with those of its members that are compared by words
 */
function nearness<Q extends Question>(vector: Question["vector"], of: Gathering<Q>, common: number): number {
  const byMeaning = vector === null || of.meaning === null ? 0 : dot(vector, of.meaning) / NEAR.meaning;
  return (byMeaning + common / NEAR.words) / of.members.length;
}

function sumOf(vector: Float32Array, sum: Float32Array | null): Float32Array {
  return vector.map((number, at) => number + (sum?.[at] ?? 0));
}
