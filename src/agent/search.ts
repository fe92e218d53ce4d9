import { guessLanguage } from "../language/guess-language.ts";
import type { Passage, Readings } from "./tools/define-tool.ts";
import type { RunningTriage } from "./triage/triage.ts";
import type { Query } from "./wire.ts";

/** How long an answer may wait for the question in the articles' language. */
const MAX_WAIT_MS = 1_500;
/** Passages whose words cover less of a question, and that are farther from it in meaning, may be about something else. */
const WEAK_COVERAGE = 0.5;
const WEAK_COSINE = 0.45;

export interface SearchDeps {
  readonly readings: Readings;
  /** BCP 47, of the articles. */
  readonly language: string;
}

/**
 * What the help centre has on the question, also when that is not in the articles' language: then, where its own words find
 * little, it is searched for in the words of triage too, if these come soon. Any other question waits for nothing.
 */
export async function searchFor(
  { text, before }: Query,
  triage: RunningTriage,
  { readings, language }: SearchDeps,
): Promise<readonly Passage[]> {
  const found = await readings.searchKnowledge(text, before);
  if (!found.every(isWeak) || !isForeign(text, language)) return found;
  const translation = await within(triage.result, MAX_WAIT_MS).then((said) => said?.translation ?? null);
  return translation === null ? found : merged(found, await readings.searchKnowledge(translation));
}

function isWeak({ score = 0, why = { cosine: null, coverage: score } }: Passage): boolean {
  return why.coverage < WEAK_COVERAGE && (why.cosine ?? 0) < WEAK_COSINE;
}

function isForeign(text: string, language: string): boolean {
  const guess = guessLanguage(text);
  return guess !== null && guess !== language.toLowerCase().split("-")[0];
}

/** Null when it takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Best first, each once, and no more than one search gives. */
function merged(a: readonly Passage[], b: readonly Passage[]): readonly Passage[] {
  const best = new Map<string, Passage>();
  for (const passage of [...a, ...b]) {
    const key = JSON.stringify([passage.slug, passage.heading, passage.text]);
    const known = best.get(key);
    if (!known || (passage.score ?? 0) > (known.score ?? 0)) best.set(key, passage);
  }
  const all = [...best.values()].sort((one, other) => (other.score ?? 0) - (one.score ?? 0));
  return all.slice(0, Math.max(a.length, b.length));
}
