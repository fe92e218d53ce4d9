import { spaceOut } from "./space-out.ts";
import { stemOf } from "./stems.ts";
import { isStopWord } from "./stop-words.ts";

/** Longer ones are not words but keys, hashes or noise. */
const MAX_WORD_LENGTH = 40;

/** What English customers shorten, and verbs whose forms share no stem. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ["2x", "twice"],
  ["acc", "account"],
  ["acct", "account"],
  ["auth", "authentication"],
  ["bought", "buy"],
  ["chose", "choose"],
  ["chosen", "choose"],
  ["cc", "card"],
  ["forgot", "forget"],
  ["forgotten", "forget"],
  ["info", "information"],
  ["lockout", "lock"],
  ["lockouts", "lock"],
  ["lost", "lose"],
  ["mins", "minute"],
  ["msg", "message"],
  ["paid", "pay"],
  ["passwd", "password"],
  ["people", "person"],
  ["pw", "password"],
  ["pwd", "password"],
  ["sent", "send"],
  ["sub", "subscription"],
  ["tfa", "2fa"],
  ["txt", "text"],
]);

/** English verbs written as two words by some and as one by others; what they act on may stand between. */
const TWO_WORDS =
  /\b(log|sign|set|turn|switch)(?:ged|ging|ned|ning|ting|ed|ing)?(?: (?:it|them|this|that|me|one))?[ -](in|out|on|off|up)(?:to)?\b/g;

/** With commas between its thousands. */
const NUMBER = /(?<!\d)\d+(?:,(?=\d{3})\d+)+/g;

const TWO_FACTOR = /\b(?:two|2)[- ](?:factor|step)(?: (?:authentication|verification))?\b/g;

/** "How long does it take?" is about a length: said as one word, as a page with that heading is one to find. */
const HOW = /\bhow (long|soon|fast|often|much|many)\b/g;

/** With the marks that vowels are written as in Hindi, Thai and others. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_.'’&][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

export interface Term {
  /** Lowercase, as written but for form: what a misspelt word is compared with. */
  readonly word: string;
  /** What is looked up. Exact terms, such as `429` and `2fa`, are their own stem. */
  readonly stem: string;
  /**
   * Several parts joined: `ratelimited` for `rate_limited`. Comes beside its parts, for those who write it otherwise;
   * where nobody does, it means nothing.
   */
  readonly joined: boolean;
  /** As it stands in the text, but for capitals: "logged in", of which the word is `login`. */
  readonly written: string;
}

/**
 * The terms of a text in order, without stop words. `language`: the first part of a BCP 47 tag. Lazy, so that whoever needs
 * only some pays only for those.
 */
export function* termsOf(text: string, language = "en"): Generator<Term> {
  const folds = new Map<string, string>();
  for (const token of tokensOf(text, language, folds)) yield* termsOfToken(token, language, folds);
}

/** The words of a text in order as they are looked at, stop words too. `folds`: is told what some had been. */
export function tokensOf(text: string, language: string, folds: Map<string, string>): readonly string[] {
  const normal = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "");
  // In other languages what an apostrophe stands for is the end of a word: "l'article".
  const folded = language === "en" ? foldEnglish(normal, folds) : normal.replace(/['’]/g, " ");
  return (
    spaceOut(folded)
      .match(WORD)
      ?.filter(({ length }) => length <= MAX_WORD_LENGTH) ?? []
  );
}

/** "10,000" is one number, and "logged in" one word. `folds`: is told what each had been. */
function foldEnglish(text: string, folds: Map<string, string>): string {
  const fold = (whole: string, one: string): string => {
    folds.set(one, whole);
    return one;
  };
  return text
    .replace(NUMBER, (whole) => fold(whole, whole.replaceAll(",", "")))
    .replace(TWO_WORDS, (whole, verb: string, particle: string) => fold(whole, verb + particle))
    .replace(TWO_FACTOR, (whole) => fold(whole, "2fa"))
    .replace(HOW, (whole, much: string) => fold(whole, `how${much}`));
}

/** What one word comes to: its parts, and all in one. */
export function* termsOfToken(token: string, language: string, folds: ReadonlyMap<string, string>): Generator<Term> {
  if (/^\d+(?:\.\d+)+$/.test(token)) {
    yield { word: token, stem: token, joined: false, written: folds.get(token) ?? token };
    return;
  }
  if (isStopWord(token.replace(/['’]/g, ""), language)) return;
  const parts = partsOf(withoutApostrophes(token));
  for (const part of parts) {
    const word = (language === "en" && SAME_AS.get(part)) || part;
    if (isTelling(word, language))
      yield { word, stem: stemOf(word, language), joined: false, written: folds.get(part) ?? part };
  }
  if (parts.length > 1) {
    const whole = parts.join("");
    yield { word: whole, stem: stemOf(whole, language), joined: true, written: token };
  }
}

/** "owner's" → owner, "don't" → dont, "O'Brien" → brien. */
function withoutApostrophes(token: string): string {
  return token
    .replace(/['’]s$/, "")
    .replace(/^\p{L}{1,2}['’](?=\p{L}{3})/u, "")
    .replace(/['’]/g, "");
}

/** "rate_limited" → rate, limited; "iso27001" → iso, 27001; "2fa" stays whole. */
function partsOf(token: string): readonly string[] {
  return token.split(/[-_.&]/).flatMap((part) => /^([a-z]{2,})(\d+)$/.exec(part)?.slice(1) ?? [part]);
}

/** A single letter is what is left of a name or an abbreviation; a digit ("5 projects") or a Chinese character may be the point. */
function isTelling(word: string, language: string): boolean {
  return !isStopWord(word, language) && (word.length > 1 || /[\d\p{Script=Han}]/u.test(word));
}
