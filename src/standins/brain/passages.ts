import { type Passage, readPassage, type Unit } from "./markdown-units.ts";
import type { FoundResult } from "./read-request.ts";
import { alike, stemsOf } from "./words.ts";

/** A passage of a search result, with its words. */
export interface Candidate {
  readonly result: FoundResult;
  /** Index of the content block in the result. */
  readonly block: number;
  readonly passage: Passage;
  readonly titleStems: readonly string[];
  readonly headingStems: readonly string[];
  /** Of the text alone. */
  readonly ownStems: readonly string[];
  /** Of title, heading and text. */
  readonly stems: readonly string[];
  /** 0 for the first that was found. */
  readonly rank: number;
}

/** Text that speaks to a machine is not for customers, and a mere pointer to another page says nothing. */
const NOT_QUOTABLE =
  /\b(?:ignore|disregard)\b.{0,30}\b(?:previous|prior|above|all|instructions?)\b|\bsystem prompt\b|\bas an ai\b|^See \[[^\]]*\]\([^)]*\)\.?$|: see \[[^\]]*\]\([^)]*\)\.?$/i;

/** Of what earlier turns found, the newest this many may still be of use. */
const MAX_EARLIER = 8;
/** "Do the above, then open …": of use without its beginning. */
const POINTS_UP = /^(?:do|follow|try|take) the (?:above|steps? above|same)\b[^.!?]*?,? then /i;
/** Leads to text that is not quoted with it. */
const SEE_ABOVE = /^(?:[^:]*: )?(?:see|as)\b[^.]*\b(?:above|below)\b/i;
/** The beginning of a section that is not understood without the heading above it. */
const NEEDS_HEADING = /^(?:then|but|it|its|that|this|these|those|they|otherwise|in that case|on the same)\b/i;

/** The passages of the results, each text once: those of this turn as they were found, then earlier ones. */
export function toCandidates(results: readonly FoundResult[]): Candidate[] {
  const seen = new Set<string>();
  const earlier = results.filter((one) => !one.current).reverse();
  const ordered = [...results.filter((one) => one.current), ...earlier.slice(0, MAX_EARLIER)];
  return ordered.flatMap((result, rank) =>
    result.texts.flatMap((text, block) => {
      if (seen.has(text)) return [];
      seen.add(text);
      const whole = readPassage(text);
      const passage = { ...whole, units: whole.units.map(standingAlone).filter(isQuotable) };
      const titleStems = stemsOf(result.title);
      const headingStems = stemsOf(passage.heading ?? "");
      const ownStems = passage.units.flatMap((unit) => stemsOf(unit.text));
      const stems = [...titleStems, ...headingStems, ...ownStems];
      return [{ result, block, passage, titleStems, headingStems, ownStems, stems, rank }];
    }),
  );
}

function standingAlone<T extends Unit>(unit: T): T {
  if (!POINTS_UP.test(unit.text)) return unit;
  return { ...unit, text: unit.text.replace(POINTS_UP, "").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) };
}

function isQuotable(unit: Unit, at: number): boolean {
  return !SEE_ABOVE.test(unit.text) && !NOT_QUOTABLE.test(unit.text) && !(at === 0 && NEEDS_HEADING.test(unit.text));
}

/** Whether a stem, or one like it, is among these. */
export function has(stems: readonly string[], stem: string): boolean {
  return stems.some((other) => alike(stem, other));
}
