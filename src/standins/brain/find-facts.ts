import { chooseUnits, type Quoted } from "./choose-units.ts";
import type { Unit } from "./markdown-units.ts";
import { type Candidate, has, toCandidates } from "./passages.ts";
import type { Question } from "./question.ts";
import { rankPassages, weigher } from "./rank-passages.ts";
import type { FoundResult } from "./read-request.ts";
import { spelledRight } from "./spelling.ts";
import { stemsOf } from "./words.ts";

/** What a passage says to a question, in its own order. */
export interface Fact {
  readonly result: number;
  /** The content blocks of the result that it is from, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly cited: boolean;
  readonly units: readonly Quoted[];
}

export interface Found {
  /** Of the passage that fits best, and of others what it leaves open. Empty when none fits. */
  readonly facts: readonly Fact[];
  /** How much of the question the best passage has, 0 to 1. */
  readonly share: number;
}

const ANSWERS_ITS_HEADING = /^(?:yes|no|once)\b/i;
/** A second passage must come this close to the best one. */
const NEAR_BEST = 0.6;
const MAX_UNITS_OF_OTHERS = 2;
const LITTLE_SAID = 1;

export function findFacts(asked: Question, results: readonly FoundResult[], maxUnits: number): Found {
  const candidates = toCandidates(results);
  const known = new Set(candidates.flatMap((candidate) => candidate.stems));
  const question = { ...asked, stems: spelledRight(asked.stems, known), context: spelledRight(asked.context, known) };
  const weigh = weigher(question, candidates);
  const [best, ...others] = rankPassages(question, candidates, weigh);
  if (best === undefined) return { facts: [], share: 0 };

  const stems = [...question.stems, ...question.context];
  const first = chooseUnits(question, best.candidate, maxUnits, weigh);
  if (first.length === 0) return { facts: [], share: 0 };
  const facts = [toFact(best.candidate, first)];
  const covered = new Set(stems.filter((stem) => says(best.candidate, first, stem)));
  let left = maxUnits - first.length;
  for (const { candidate, score } of others) {
    const open = question.stems.filter((stem) => !covered.has(stem));
    if (score < best.score * NEAR_BEST || left <= 0 || !adds(candidate, best.candidate, open, first.length)) continue;
    const wanted = open.some((stem) => has(candidate.stems, stem)) ? open : question.stems;
    const more = chooseUnits(
      { ...question, stems: wanted },
      candidate,
      Math.min(left, MAX_UNITS_OF_OTHERS),
      weigh,
    ).filter((unit) => unit.weight > 0 && !ANSWERS_ITS_HEADING.test(unit.text));
    if (more.length === 0) continue;
    facts.push(toFact(candidate, more));
    left -= more.length;
    for (const stem of open) if (says(candidate, more, stem)) covered.add(stem);
  }
  return { facts, share: best.share };
}

/** Whether another passage adds to the best: to what is still open, or from the same page when little was said. */
function adds(candidate: Candidate, best: Candidate, open: readonly string[], said: number): boolean {
  const opened = open.filter((stem) => has(candidate.stems, stem));
  const isAbout = opened.some((stem) => has([...candidate.titleStems, ...candidate.headingStems], stem));
  return isAbout || opened.length > 1 || (candidate.result.title === best.result.title && said <= LITTLE_SAID);
}

function says(candidate: Candidate, units: readonly Unit[], stem: string): boolean {
  return has(
    [...candidate.titleStems, ...candidate.headingStems, ...units.flatMap((unit) => stemsOf(unit.text))],
    stem,
  );
}

function toFact({ result, block }: Candidate, units: readonly Quoted[]): Fact {
  return { result: result.index, from: block, to: block + 1, cited: result.cited, units };
}
