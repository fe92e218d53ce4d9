import type { Said } from "../guard.ts";
import { readSentences, type Sentence } from "./read-sentences.ts";

/** What a customer has written, ready for rules to look at. A message is a list of sentences. */
export interface Talk {
  readonly now: readonly (readonly Sentence[])[];
  readonly before: readonly (readonly Sentence[])[];
}

export function readTalk({ now, before }: Said): Talk {
  return { now: now.map(readSentences), before: before.map(readSentences) };
}

/** Words that stand shortly before something and make it a thought: `what happens if …`, `how do I prevent that …`. */
const THOUGHT =
  /(?:^| )(?:if|in case(?: of)?|what happens|what would happen|what do you do|what to do|whether|suppose|imagine|hypothetically|ever|prevent|preventing|is there (?:a|any) (?:way|option|setting)|protect|protects|protecting|protection|avoid|avoiding|against|how (?:do|can|could|would|does|should) (?:i|we|you|one) (?:know|tell|see|check|find out|notice)(?: that)?|falls|wenn|ob|vor|gegen|si|se|als|caso|et si|que pasa|was passiert|que se passe)(?: [^ ]+){0,6} ?$/;
/** Somebody who fears it: that is no mere thought. */
const FEAR =
  /(?:^| )(?:dont know|do not know|not sure|unsure|no idea|wonder|wondering|worried|afraid|fear|please check|you check|you see|you tell me|find out|weiss nicht|nicht sicher|no se|je ne sais pas|non so|nao sei|weet niet)(?: [^ ]+){0,4} ?$/;
/** Ifs that are only polite. */
const POLITE = /(?:^| )(?:if (?:you|u) (?:can|could|dont mind|would)|if possible|if not too much trouble)(?= |$)/g;

/** Whether a sentence says it, and not that it might be. */
export function says({ words }: Sentence, pattern: RegExp): boolean {
  const match = pattern.exec(words);
  if (!match) return false;
  const before = words.slice(0, match.index).replaceAll(POLITE, "");
  return !THOUGHT.test(before) || FEAR.test(before);
}
