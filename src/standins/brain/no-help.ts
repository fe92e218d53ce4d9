import { foundNoHelp, repeats } from "./frustration.ts";
import type { Reading } from "./read-request.ts";
import { stemsOf } from "./words.ts";

/** A message of so few words that matter names no matter. */
const FEW_WORDS = 3;

/** "Still not working", and nothing that could be looked up. */
export function saysOnlyNoHelp({ said, asked }: Reading): boolean {
  return said.length > 0 && stemsOf(asked.join(" ")).length <= FEW_WORDS && asked.some(foundNoHelp);
}

/** How often the customer has said that our answers were no use, if they say so now; else 0. */
export function uselessAnswers({ said, before, asked }: Reading): number {
  const now = said.length > 0 && asked.some((message) => foundNoHelp(message) || repeats(message, before));
  // The first thing a customer writes cannot be about an answer.
  return now ? 1 + before.slice(1).filter(foundNoHelp).length : 0;
}
