/**
 * Tokens of all texts of a request, of the models that take fewest. A token is a byte at least, so bytes are counted:
 * https://docs.voyageai.com/reference/embeddings-api
 */
const MOST_TOKENS = 120_000;
/** What Voyage puts before each text, and the marks around it. */
const TOKENS_PER_TEXT = 32;
/** Eight pages: a chunk of an article has a quarter of one. */
const MOST_LETTERS = 16_000;

/** A text as Voyage takes it: not empty, which it refuses, well-formed, and of a length that fits a request. */
export function toInput(text: string): string {
  const input = text.slice(0, MOST_LETTERS).toWellFormed().replaceAll("\0", " ");
  return input.trim() === "" ? "." : input;
}

/** The inputs in as many requests as their tokens need, in their order. */
export function splitRequests(inputs: readonly string[]): readonly (readonly string[])[] {
  const requests: string[][] = [];
  let left = 0;
  for (const input of inputs) {
    const tokens = Buffer.byteLength(input) + TOKENS_PER_TEXT;
    const last = requests.at(-1);
    if (last === undefined || tokens > left) {
      requests.push([input]);
      left = MOST_TOKENS - tokens;
    } else {
      last.push(input);
      left -= tokens;
    }
  }
  return requests;
}
