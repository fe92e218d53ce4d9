import { type Candidate, has } from "./passages.ts";
import type { Question } from "./question.ts";

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
/** In a short question every word counts; a longer one tells a story around it. */
const SHORT_QUESTION_STEMS = 3;
const UNKNOWN_WEIGHT = 2.5;
const CONTEXT_WEIGHT = 0.4;
const TITLE_WEIGHT = 0.4;
const HEADING_WEIGHT = 0.6;
/** What stands at the beginning of a page answers questions about its title. */
const INTRODUCTION_WEIGHT = 0.2;
/** Who asks what to do, or is stuck, needs steps. */
const STEPS_WEIGHT = 0.4;
/** Of passages that fit alike, the one that was found first. */
const RANK_WEIGHT = 0.05;
/** A sum of money, as pages write it. */
export const MONEY = /[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur)/i;

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
  if (isForeign || share + leaning < MIN_SHARE || !(isEnough || leaning > 0)) return null;

  const total = Math.max(1, sum(question.stems));
  const fit =
    share +
    leaning +
    (TITLE_WEIGHT * sum(titled)) / total +
    (HEADING_WEIGHT * sum(headed) * precision(headed, candidate.headingStems)) / total +
    (question.wants === "steps" && candidate.passage.units.some((unit) => unit.kind === "step") ? STEPS_WEIGHT : 0) +
    (candidate.passage.heading === null && titled.length > 0 ? INTRODUCTION_WEIGHT : 0) +
    RANK_WEIGHT / (1 + candidate.rank);
  const lacks = question.wants === "money" && !candidate.passage.units.some((unit) => MONEY.test(unit.text));
  if (lacks && question.stems.length <= SHORT_QUESTION_STEMS) return null;
  return { candidate, score: lacks ? fit / 2 : fit, share };
}

/** How much of a heading is about the question: "How do I cancel?" is, "I was charged after canceling" is half. */
export function precision(matched: readonly string[], heading: readonly string[]): number {
  return heading.length === 0 ? 0 : Math.min(1, matched.length / new Set(heading).size);
}
