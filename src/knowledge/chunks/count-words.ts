/** A longer one is no word but an address, a key or the like, or in a script that puts no blanks between words. */
const LONGEST_WORD = 100;
/** So many characters of what is no word cost a model as much as a word. */
const CHARACTERS_PER_WORD = 8;
/** Of scripts without blanks, nearly each character costs as much. */
const UNSPACED_PER_WORD = 1.5;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Words as a reader counts them, what stands between white space; what no reader takes for a word counts as several. */
export function countWords(text: string): number {
  let words = 0;
  for (const [word] of text.matchAll(/\S+/g)) words += costOf(word);
  return words;
}

/** One word in pieces that count as at most `maxWords`: all of it, and nothing between them. */
export function cutWord(word: string, maxWords: number): readonly string[] {
  if (costOf(word) <= maxWords) return [word];
  const characters = Array.from(word);
  // Whatever they are, so many are not too many.
  const size = Math.max(1, Math.floor(maxWords * (unspacedIn(word) > 0 ? UNSPACED_PER_WORD : CHARACTERS_PER_WORD)));
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(""));
  return pieces;
}

function costOf(word: string): number {
  const unspaced = unspacedIn(word);
  const others = word.length - unspaced;
  const cost = unspaced / UNSPACED_PER_WORD + (others > LONGEST_WORD ? others / CHARACTERS_PER_WORD : 0);
  return Math.max(1, Math.ceil(cost));
}

const unspacedIn = (word: string): number => word.match(UNSPACED)?.length ?? 0;
