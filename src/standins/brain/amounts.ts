import { normalise } from "./words.ts";

/** A sum of money in a text. `times` when it is said to have been taken more than once. */
export interface Amount {
  readonly value: number;
  readonly times: number;
}

const NUMBER = "\\d+(?:[.,]\\d+)*";
const UNIT = "(?:\\$|€|£|usd\\b|us dollars?\\b|eur\\b|gbp\\b|dollars?\\b|bucks\\b|euros?\\b|pounds?\\b|quid\\b)";
const SIGN = "(?:us\\$|\\$|€|£|usd|eur|gbp)";
const WORDS = "(?:(?:[a-z]+)(?:-|\\s+(?:and\\s+)?)){0,6}?[a-z]+";

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const COUNTS: Readonly<Record<string, number>> = { twice: 2, double: 2, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** Words before a sum that was not taken, but should have been, or is merely what something costs. */
const COMPARED =
  /\b(?:instead of|rather than|not|should (?:have been|be)|supposed to be|normally|usually|agreed|expected|was told|quoted|advertised as|only pay|budget of)(?: (?:the|my|our|a|usual|normal|just|only|be))*\s*$/;

/** The sums in a text in the order they stand there. Those that something is compared with are left out. */
export function amountsIn(text: string): Amount[] {
  const plain = normalise(text);
  const pattern = new RegExp(
    `${SIGN}\\s?(${NUMBER})(k?)\\b|(?<![\\d.,])(${NUMBER})(k?)\\s?${UNIT}|\\b(${WORDS})\\s+(?:us )?(?:dollars|bucks|euros|pounds|usd)\\b`,
    "g",
  );
  const found: Amount[] = [];
  for (const match of plain.matchAll(pattern)) {
    const before = plain.slice(0, match.index);
    const after = plain.slice(match.index + match[0].length);
    const value =
      match[5] === undefined ? numberOf(match[1] ?? match[3] ?? "", match[2] ?? match[4]) : spelled(match[5]);
    if (value === null || COMPARED.test(before)) continue;
    found.push({ value, times: timesOf(before, after) });
  }
  return found;
}

/** `1,200.50`, `1.200,50`, `49,99` and `1,200` as people mean them. */
function numberOf(digits: string, thousands: string | undefined): number {
  const decimal = /[.,](\d{1,2})$/.exec(digits);
  const whole = (decimal === null ? digits : digits.slice(0, decimal.index)).replace(/[.,]/g, "");
  const value = Number(`${whole}.${decimal?.[1] ?? "0"}`);
  return thousands === "k" ? value * 1_000 : value;
}

/** "two hundred and fifty" is 250; null when the words are no number. */
function spelled(words: string): number | null {
  let sum = 0;
  let part = 0;
  let seen = false;
  for (const word of words.split(/[\s-]+/)) {
    const unit = UNITS.indexOf(word);
    const ten = TENS.indexOf(word);
    if (unit >= 0) part += unit;
    else if (ten >= 0) part += (ten + 2) * 10;
    else if (word === "hundred") part = Math.max(1, part) * 100;
    else if (word === "thousand") {
      sum += Math.max(1, part) * 1_000;
      part = 0;
    } else if (seen && word !== "and") return null;
    else continue;
    seen = true;
  }
  return seen ? sum + part : null;
}

const COUNTED =
  /\b(two|three|four|five|six|[2-9])\s*(?:x|×|times)?\s*(?:(?:separate|identical|different|more|unknown|extra)\s+)*(?:charges?|payments?|transactions?|debits?|withdrawals?|invoices?)?(?:\s*(?:of|for|at|:))?\s*$/;
const TWICE = /\b(twice|double)\b[^.?!$€£]{0,20}$/;
const REPEATED = /^\s*(?:\w+\s+)?(?:(twice)|(two|three|four|five|six|[2-9])\s*(?:times|x)\b|x\s*([2-9]))/;
const EACH = /\b(two|three|four|five|six|[2-9])\b[^.?!]{0,40}$/;

/** "2 x $120", "two charges of $120", "$120 twice", "three payments, $90 each". */
function timesOf(before: string, after: string): number {
  const repeated = REPEATED.exec(after);
  const word =
    repeated?.[1] ??
    repeated?.[2] ??
    repeated?.[3] ??
    COUNTED.exec(before)?.[1] ??
    TWICE.exec(before)?.[1] ??
    (/^\s*each\b/.test(after) ? EACH.exec(before)?.[1] : undefined);
  return word === undefined ? 1 : (COUNTS[word] ?? Number(word));
}
