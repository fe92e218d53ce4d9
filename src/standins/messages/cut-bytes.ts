/** Numbers from 0 to 1 that a seed determines (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pieces of one byte up to this many: small enough to hit the middle of names, escapes and characters. */
const MAX_PIECE_BYTES = 40;

/** Cuts a text's UTF-8 bytes anywhere, also within a character. Joined they are the text. */
export function cutBytes(text: string, random: () => number): Buffer[] {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + Math.floor(random() * MAX_PIECE_BYTES);
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  return pieces;
}
