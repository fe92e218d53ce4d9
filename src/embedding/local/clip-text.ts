/** The model reads 256 tokens, of about four letters each in English, and of fewer in anything else. */
const MOST_LETTERS = 6_000;
/** Before spaces are folded, so that a megabyte of them costs nothing either. */
const MOST_WITH_SPACES = 10 * MOST_LETTERS;

/** What of a text the model can come to read, well-formed: tokenizers take time by the length of the whole. */
export function clipText(text: string): string {
  const folded = text.slice(0, MOST_WITH_SPACES).replace(/\s+/g, " ").trim();
  // A cut may go through a pair of surrogates.
  return folded.slice(0, MOST_LETTERS).toWellFormed();
}
