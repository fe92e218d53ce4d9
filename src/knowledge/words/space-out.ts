/** What is written without blanks between words: Chinese, Japanese, Thai, Lao, Khmer and Burmese. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,}/gu;

/** Knows the words of all of them by the dictionaries of ICU, whichever language it is opened for. */
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** The text with a blank between words where its script has none. */
export function spaceOut(text: string): string {
  return text.replace(UNSPACED, (run) => ` ${Array.from(segmenter.segment(run), ({ segment }) => segment).join(" ")} `);
}
