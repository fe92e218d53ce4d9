/** Scripts that are written in few languages, and which. Where several are, what tells the lesser one comes first. */
const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["uk", /[іїєґ]/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["fa", /[پچژگ]/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["bn", /\p{Script=Bengali}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["ka", /\p{Script=Georgian}/gu],
  ["hy", /\p{Script=Armenian}/gu],
];

const LATIN = /\p{Script=Latin}/gu;
/** A letter says as much as a syllable or two. */
const DENSE = 3;
const DENSE_SCRIPTS: ReadonlySet<string> = new Set(["ja", "ko", "zh"]);

/** The language of a text whose letters are not Latin; null for one whose are, and for one without letters. */
export function languageOfScript(text: string): string | null {
  const latin = text.match(LATIN)?.length ?? 0;
  const found = SCRIPTS.map(([language, letters]) => ({ language, count: text.match(letters)?.length ?? 0 }));
  const all = found.reduce((sum, { language, count }) => sum + count * (DENSE_SCRIPTS.has(language) ? DENSE : 1), 0);
  // The names of products are Latin everywhere.
  if (all === 0 || all < latin / 2) return null;
  return found.find(({ count }) => count > 0)?.language ?? null;
}
