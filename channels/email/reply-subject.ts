/** What mail programs put before the subject of an answer, in the languages that have a word of their own for it. */
const ANSWER = "re|aw|antw|sv|vs|ref|rif|odp|ynt|bls|res|atb|回复|回覆|答复|返信|답장";
const ANSWERS = new RegExp(`^(?:\\s*(?:${ANSWER})\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s*[:：])+\\s*`, "iu");

/** Longer ones are cut by relays, or refused. */
const MAX_LENGTH = 250;

/**
 * The subject of an answer: the original's with one `Re:` before it, for mail programs thread by subject too, however many it
 * has. `otherwise`: where the original has none.
 */
export function replySubject(original: string | null, otherwise: string): string {
  const plain = oneLine(original ?? "").slice(0, 2 * MAX_LENGTH);
  const bare = plain.replace(ANSWERS, "").trim();
  return bare === "" ? otherwise : `Re: ${cut(bare)}`;
}

/** Whatever could end a header line is a space. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  // Never between the halves of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
  return `${text.slice(0, end)}…`;
}
