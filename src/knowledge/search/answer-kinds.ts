/** What an answer has to contain to be one: a sum of money, a time or a length of it, or steps to follow. */
export type AnswerKind = "money" | "time" | "steps";

const IN_TEXT: readonly (readonly [AnswerKind, RegExp])[] = [
  ["money", /[$€£]\s?\d|\d\s?(?:[$€£]|usd\b|eur\b|gbp\b)|\bpricing\b/i],
  ["time", /\d\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|am|pm)\b/i],
  ["steps", /^\s*1[.)]\s/m],
];

const IN_QUESTION: readonly (readonly [AnswerKind, RegExp])[] = [
  // "How much storage" asks for no money.
  [
    "money",
    /\bhow much(?! \w+)|\bhow much (?:is|are|does|do|would|will|for|per|to)\b|\b(?:prices?|pricing|costs?|fees?)\b/i,
  ],
  ["time", /\bhow (?:long|soon|fast|quick(?:ly)?|many (?:hours|days|weeks|months))\b|\bwhen\b|\bhours\b/i],
  ["steps", /\bhow (?:do|can|could|should|would|to)\b|\bsteps?\b|\binstructions\b/i],
];

/** What a text could answer. */
export function kindsIn(text: string): ReadonlySet<AnswerKind> {
  return matching(IN_TEXT, text);
}

/** What a question asks for; empty for most. */
export function kindsWanted(question: string): ReadonlySet<AnswerKind> {
  return matching(IN_QUESTION, question);
}

function matching(patterns: readonly (readonly [AnswerKind, RegExp])[], text: string): ReadonlySet<AnswerKind> {
  return new Set(patterns.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind));
}
