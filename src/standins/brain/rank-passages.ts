import type { Row, Unit } from "./markdown-units.ts";
import { type Candidate, has } from "./passages.ts";
import type { Question } from "./question.ts";
import { wantsIn } from "./wants.ts";
import { stemsOf } from "./words.ts";

export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
  /** How much of the question's weight the passage has, 0 to 1. */
  readonly share: number;
}

/** How much a word of the question counts. */
export type Weigh = (stem: string) => number;

/** A passage that has less of a question does not answer it. */
const MIN_SHARE = 0.34;
/** One whose title or heading names the matter may, though it does not know every word. */
const MIN_SHARE_TITLED = 0.25;
/** In a short question every word counts; a longer one tells a story around it. */
const SHORT_QUESTION_STEMS = 3;
const UNKNOWN_WEIGHT = 2.5;
const CONTEXT_WEIGHT = 0.4;
const TITLE_WEIGHT = 0.4;
const HEADING_WEIGHT = 0.6;
/** "How long does it take?" is the heading for who asks how long something takes. */
const SAME_KIND_WEIGHT = 0.7;
/** The text itself has the word, not only its title. */
const OWN_WEIGHT = 0.2;
/** All that was asked in one sentence is no coincidence. */
const TOGETHER_WEIGHT = 0.4;
/** A "yes" or "no" answers its own heading; under another question it misleads. */
const OTHERS_YES = 0.6;
/** What stands at the beginning of a page answers questions about its title. */
const INTRODUCTION_WEIGHT = 0.15;
/** Who asks what to do, or is stuck, needs steps. */
const STEPS_WEIGHT = 0.4;
/** Of passages that fit alike, the one that was found first. */
const RANK_WEIGHT = 0.05;
/** A sum of money, as pages write it. */
export const MONEY = /[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur)|\bpricing\b/i;
const YES_OR_NO = /^(?:can|could|is|are|do|does|will|may)\b.*\?$/i;
const ANSWERS_ITS_HEADING = /^(?:yes|no)\b/i;

/** The passages that answer a question, best first. */
export function rankPassages(question: Question, candidates: readonly Candidate[], weigh: Weigh): Ranked[] {
  return candidates.flatMap((candidate) => ranked(question, candidate, weigh) ?? []).sort((a, b) => b.score - a.score);
}

/**
 * Words count alike, for what all passages share is what was searched for. But in a short question one that no passage
 * knows is likely the very thing.
 */
export function weigher(question: Question, candidates: readonly Candidate[]): Weigh {
  const isKnown = (stem: string) => candidates.some((candidate) => has(candidate.stems, stem));
  if (question.stems.length > SHORT_QUESTION_STEMS) return () => 1;
  const unknown = question.stems.filter((stem) => !isKnown(stem));
  return (stem) => (unknown.includes(stem) ? UNKNOWN_WEIGHT / unknown.length : 1);
}

function ranked(question: Question, candidate: Candidate, weigh: Weigh): Ranked | null {
  if (candidate.passage.units.length === 0) return null;
  const sum = (stems: readonly string[]) => stems.reduce((total, stem) => total + weigh(stem), 0);
  const matched = question.stems.filter((stem) => has(candidate.stems, stem));
  const context = question.context.filter((stem) => has(candidate.stems, stem));
  const leaning = context.length === 0 ? 0 : (CONTEXT_WEIGHT * context.length) / question.context.length;
  const share = question.stems.length === 0 ? 0 : sum(matched) / sum(question.stems);

  const titled = matched.filter((stem) => has(candidate.titleStems, stem));
  const headed = matched.filter((stem) => has(candidate.headingStems, stem));
  const isEnough = matched.length >= 2 || titled.length + headed.length > 0 || question.stems.length === 1;
  const isForeign = question.stems.length > 0 && matched.length === 0;
  const least = headed.length + titled.length > 0 ? MIN_SHARE_TITLED : MIN_SHARE;
  if (isForeign || share + leaning < least || !(isEnough || leaning > 0)) return null;

  const total = Math.max(1, sum(question.stems));
  const fit =
    share +
    leaning +
    (TITLE_WEIGHT * sum(titled)) / total +
    (headingWeight(question, candidate, headed) * sum(headed) * precision(headed, candidate.headingStems) ** 2) /
      total +
    kindWeight(question, candidate, headed, titled.length > 0) +
    (OWN_WEIGHT * question.stems.filter((stem) => has(candidate.ownStems, stem)).length) / total +
    togetherWeight(question, candidate) +
    (candidate.passage.heading === null && titled.length > 0 ? INTRODUCTION_WEIGHT : 0) +
    RANK_WEIGHT / (1 + candidate.rank);
  const lacks = question.wants === "money" && !answersPrice(question, candidate);
  if (lacks && question.stems.length <= SHORT_QUESTION_STEMS) return null;
  const misleads = answersItsHeading(candidate) && precision(headed, candidate.headingStems) <= 0.5;
  return { candidate, score: fit * (lacks ? 0.5 : 1) * (misleads ? OTHERS_YES : 1), share };
}

/** For all words in one place. Who asks what to do is helped less by a sentence than by steps. */
function togetherWeight(question: Question, { passage: { units } }: Candidate): number {
  if (!units.some((unit) => saysAll(unit, question) || rowSaysAll(unit, question))) return 0;
  const isShort = question.wants === "steps" && !units.some((unit) => unit.kind === "step");
  return isShort ? TOGETHER_WEIGHT / 2 : TOGETHER_WEIGHT;
}

/** For steps to who asks what to do, and for a heading that asks the same; of pages that are about the matter. */
function kindWeight(question: Question, candidate: Candidate, headed: readonly string[], isTitled: boolean): number {
  const { wants } = question;
  const isAbout = isTitled || headed.length > 0;
  if (!isAbout) return 0;
  const weight = wants === "steps" && candidate.passage.units.some((unit) => unit.kind === "step") ? STEPS_WEIGHT : 0;
  const isSame =
    wants === "outcome" ? wantsIn(candidate.passage.heading ?? "") === wants : asksTheSame(question, candidate, headed);
  // Much may happen: the heading says when only in part.
  return isSame ? weight + (wants === "outcome" ? SAME_KIND_WEIGHT / 2 : SAME_KIND_WEIGHT) : weight;
}

/** Whether the heading asks for the same kind of answer, and about nothing else. */
export function asksTheSame(
  { wants }: Question,
  { passage, headingStems }: Candidate,
  headed: readonly string[],
): boolean {
  return wants !== null && wantsIn(passage.heading ?? "") === wants && headed.length === new Set(headingStems).size;
}

/** A heading that asks for another kind of answer is worth half: "How do I add a VAT ID?" to "Do you charge VAT?". */
function headingWeight({ wants }: Question, candidate: Candidate, headed: readonly string[]): number {
  const heading = candidate.passage.heading ?? "";
  const kind = wantsIn(heading);
  // What is answered with yes or no is only that.
  const isOther = YES_OR_NO.test(heading) && precision(headed, candidate.headingStems) < 1;
  return (kind === null || kind === wants) && !isOther ? HEADING_WEIGHT : HEADING_WEIGHT / 2;
}

/** A sum, or a sentence that has all that was asked: "Viewers cost nothing extra." */
function answersPrice(question: Question, { passage }: Candidate): boolean {
  return passage.units.some((unit) => MONEY.test(unit.text) || saysAll(unit, question));
}

/** Whether one sentence has every word of a question of several. Rows and steps are parts of something. */
export function saysAll(unit: Unit, { stems }: Question): boolean {
  if (stems.length < 2 || unit.kind === "row" || unit.kind === "step") return false;
  const words = stemsOf(unit.text);
  return stems.every((stem) => has(words, stem));
}

/** The same of a row that is about one of the words: its label has it. */
export function rowSaysAll(unit: Unit | Row, { stems }: Question): boolean {
  if (stems.length < 2 || !("label" in unit)) return false;
  const [label, words] = [stemsOf(unit.label), stemsOf(unit.text)];
  return stems.some((stem) => has(label, stem)) && stems.every((stem) => has(words, stem));
}

function answersItsHeading({ passage }: Candidate): boolean {
  return ANSWERS_ITS_HEADING.test(passage.units[0]?.text ?? "");
}

/** How much of a heading is about the question: "How do I cancel?" is, "I was charged after canceling" is half. */
export function precision(matched: readonly string[], heading: readonly string[]): number {
  return heading.length === 0 ? 0 : Math.min(1, matched.length / new Set(heading).size);
}
