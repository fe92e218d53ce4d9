/** Up to six words that do not matter. Words are told apart by single spaces, so there is one way to match each. */
const GAP = "(?: [^ ]+){0,6} ";

/**
 * A pattern for sentences as `readSentences` gives their `words`. A phrase is written as it is said, folded: no capitals,
 * accents or punctuation; ` … ` stands for up to six words, `(a|b)` for one of several, `x?` for a letter that may be missing.
 */
export function phrases(...sources: readonly string[]): RegExp {
  const any = sources.map((source) => source.replaceAll(" … ", GAP)).join("|");
  return new RegExp(`(?<=^| )(?:${any})(?= |$)`, "u");
}
