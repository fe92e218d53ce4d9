import { normalise } from "./words.ts";

/** Asks what something costs, how long it takes or when it is, what to do, or what comes of it. */
export type Wants = "money" | "time" | "steps" | "outcome" | null;

const PRICE = /\bhow much(?: (?:is|are|does|do|would|will|for|4|per)\b|(?! \w))|\b(?:prices?|costs?|pricing)\b/;
const TIME = /\b(?:how (?:long|soon|fast|many days|quickly)|when (?:will|do|does|can|is|are)|hours)\b/;
const OUTCOME = /\bwhat (?:happens|will happen|becomes)\b/;
const STEPS = /\bhow (?:do|can|to|should|could)\b/;

/** What kind of answer a question, or a heading, asks for. */
export function wantsIn(text: string): Wants {
  const plain = normalise(text);
  if (PRICE.test(plain)) return "money";
  if (TIME.test(plain)) return "time";
  if (OUTCOME.test(plain)) return "outcome";
  return STEPS.test(plain) ? "steps" : null;
}
