/** Lower case, without accents, straight apostrophes, one space between words: what lists of phrases are compared with. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .toLowerCase()
    .replaceAll(/[ \t]+/g, " ")
    .trim();
}

/** Whether the whole text is made of these phrases, with nothing between them but space, a pause or an emoji. */
export function consistsOf(plain: string, phrases: readonly string[]): boolean {
  const longestFirst = [...phrases].sort((a, b) => b.length - a.length);
  let rest = withoutPauses(plain);
  while (rest !== "") {
    const begins = longestFirst.find((phrase) => rest.startsWith(phrase) && !IN_A_WORD.test(rest.slice(phrase.length)));
    if (begins === undefined) return false;
    rest = withoutPauses(rest.slice(begins.length));
  }
  return true;
}

/** A list of phrases as it is written down: separated by commas. */
export function phrasesOf(list: string): string[] {
  return list.split(",").map((phrase) => phrase.trim());
}

const IN_A_WORD = /^[\p{L}\p{N}'_-]/u;

/** No question mark: what is asked is not said. */
const PAUSES = /^(?:[\s.,;:!…\-–—()"*_]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D)*/u;

const withoutPauses = (text: string): string => text.replace(PAUSES, "");
