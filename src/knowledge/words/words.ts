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

const TWO_FACTOR = /\b(?:two|2)[- ](?:factor|step)(?: (?:authentication|verification))?\b/g;

/** "How long does it take?" is about a length: said as one word, as a page with that heading is one to find. */
const HOW = /\bhow (long|soon|fast|often|much|many)\b/g;

const WORD = /[\p{L}\p{N}]+(?:[-_.'’&][\p{L}\p{N}]+)*/gu;

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
}

/**
 * The terms of a text in order, without stop words. `language`: the first part of a BCP 47 tag. Lazy, so that whoever needs
 * only some pays only for those.
 */
export function* termsOf(text: string, language = "en"): Generator<Term> {
  const normal = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "");
  const folded = language === "en" ? foldEnglish(normal) : normal;
  for (const [token] of folded.matchAll(WORD)) {
    if (token.length <= MAX_WORD_LENGTH) yield* termsOfToken(token, language);
  }
}

/** "10,000" is one number, and "logged in" one word. */
function foldEnglish(text: string): string {
  return text
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .replace(TWO_WORDS, "$1$2")
    .replace(TWO_FACTOR, "2fa")
    .replace(HOW, "how$1");
}

function* termsOfToken(token: string, language: string): Generator<Term> {
  if (/^\d+(?:\.\d+)+$/.test(token)) {
    yield { word: token, stem: token, joined: false };
    return;
  }
  const bare = token.replace(/['’]/g, "");
  if (isStopWord(bare, language)) return;
  const parts = partsOf(token.replace(/['’]s$/, "").replace(/['’]/g, ""));
  for (const part of parts) {
    const word = (language === "en" && SAME_AS.get(part)) || part;
    if (isTelling(word, language)) yield { word, stem: stemOf(word, language), joined: false };
  }
  if (parts.length > 1) {
    const whole = parts.join("");
    yield { word: whole, stem: stemOf(whole, language), joined: true };
  }
}

/** "rate_limited" → rate, limited; "iso27001" → iso, 27001; "2fa" stays whole. */
function partsOf(token: string): readonly string[] {
  return token.split(/[-_.&]/).flatMap((part) => /^([a-z]{2,})(\d+)$/.exec(part)?.slice(1) ?? [part]);
}

/** A single letter is what is left of a name or an abbreviation; a single digit may be the point ("5 projects"). */
function isTelling(word: string, language: string): boolean {
  return !isStopWord(word, language) && (word.length > 1 || /\d/.test(word));
}
