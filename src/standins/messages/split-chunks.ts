/** About this many pieces at most: a very long text is streamed in longer pieces rather than in more. */
const MAX_CHUNKS = 400;
/** UTF-16 units: a few words. */
const CHUNK_LENGTH = 24;

/**
 * Cuts a text into the pieces in which it is streamed: at least two when it has two characters, never inside of a
 * surrogate pair, at a space where one is near. Joined they are the text.
 */
export function splitChunks(text: string): string[] {
  const length = Math.max(1, Math.min(CHUNK_LENGTH, Math.ceil(text.length / 2)), Math.ceil(text.length / MAX_CHUNKS));
  const chunks: string[] = [];
  let from = 0;
  while (from < text.length) {
    const to = cutBefore(text, from, from + length);
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}

function cutBefore(text: string, from: number, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(" ", to);
  const cut = space > from + (to - from) / 2 ? space : to;
  const low = text.charCodeAt(cut);
  return low >= 0xdc00 && low <= 0xdfff ? cut + 1 : cut;
}
