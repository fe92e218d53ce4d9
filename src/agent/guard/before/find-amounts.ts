import { withDigits } from "./number-words.ts";

/** An amount of money in a sentence. */
export interface Amount {
  /** US dollars, to the cent. */
  readonly usd: number;
  /** Of the sentence with its numbers in digits: what stands before it, and after it. */
  readonly before: string;
  readonly after: string;
}

/** Signs and words for currencies, folded; longer ones first, so that `us$` is not `$`. */
const NAMES: readonly (readonly [string, string])[] = [
  ["USD", "us\\$|usd|us dollars?|\\$|dollars?|dolares|dolar|dollari|bucks?"],
  ["CAD", "ca?\\$|cad|canadian dollars?"],
  ["AUD", "au?\\$|aud|australian dollars?"],
  ["NZD", "nz\\$|nzd"],
  ["BRL", "r\\$|brl|reais"],
  ["EUR", "€|euros?|eur"],
  ["GBP", "£|gbp|pounds?|quid"],
  ["CHF", "chf|sfr\\.?|swiss francs?|franken|francs?"],
  ["JPY", "¥|jpy|yen"],
  ["INR", "₹|inr|rs\\.?|rupees?"],
  ["SEK", "sek"],
  ["NOK", "nok"],
  ["DKK", "dkk"],
  ["PLN", "pln|zl"],
  ["MXN", "mx\\$|mxn"],
];

const ANY_NAME = NAMES.map(([, names]) => names)
  .flatMap((names) => names.split("|"))
  .sort((one, other) => other.length - one.length)
  .join("|");
const codes = NAMES.map(([code, names]) => [code, new RegExp(`^(?:${names})$`, "u")] as const);

const NUMBER = "\\d{1,3}(?:[.,' ]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?";
const AMOUNT = new RegExp(
  `(?:(?<![\\p{L}])(?<lead>${ANY_NAME}) ?)?(?<![\\p{L}\\d#/-]|\\d[.,])(?<number>${NUMBER})(?![\\d%]|[.,:/-]\\d)(?: ?(?<scale>k|grand)(?![\\p{L}]))?(?: ?(?<tail>${ANY_NAME})(?![\\p{L}]|(?<=\\$) ?\\d))?`,
  "gu",
);

/** A number with no currency is money only behind words such as `charged me`, and before nothing that is counted. */
const MONEY_BEFORE =
  /(?:charged?|charging|billed|debited|deducted|refund(?:ed)?|owes?|took|stole|stolen|withdrew|withdrawn|taken|abgebucht|cobrado|debite)(?: (?:me|us|my card|my account|for|of|my|the|about|like|around|over|almost|please|pls|plz|exactly|back))* $/;
/** Or with such words behind it. */
const MONEY_AFTER =
  /^ (?:was|were|got|has been|have been|is|just)(?: [a-z]+)? (?:taken|charged|debited|deducted|withdrawn|billed|stolen)(?![a-z])/;
/** `480 instead of 48 dollars`: of the same currency. */
const INSTEAD_AFTER = new RegExp(
  `^ (?:instead of|rather than|statt|au lieu de|en vez de) (?:(?:${ANY_NAME}) ?\\d|\\d[\\d.,]* ?(?:${ANY_NAME})(?![a-z]))`,
  "u",
);
const A_NAME_BEFORE =
  /(?:orders?|ending(?: in| with)?|invoices?|numbers?|no\.?|nr\.?|cards?|accounts?|tickets?|id|ref(?:erence)?|since|in|on|of) $/;
const EACH_AFTER = /^ ?(?:each|apiece|a piece|each time|every time)(?![a-z])/;
const CHARGED = /(?:charged|billed|debited|deducted|charges|payments|withdrawals|debits)(?![a-z])/;
const COUNTED =
  /^ ?(?:times?|fois|mal|veces|volte|vezes|keer|x\b|days?|weeks?|months?|years?|hours?|minutes?|users?|seats?|people|licen[cs]es?|items?|projects?|st\b|nd\b|rd\b|th\b|more\b|accounts?|orders?|charges?|payments?|transactions?|invoices?|(?!always|plus|minus|this|thus|was|is|as|has|us\b)[a-z]{3,}s\b)/;
/** An answer to the question how much. */
const ONLY_NUMBER =
  /^(?:it (?:was|is) |about |around |roughly |exactly )*[\d.,]+(?: each| apiece| per charge| a time| each time)?[.!]?$/;

/**
 * The amounts of money of a folded sentence, in order.
 * @param usdPer what a unit is worth in US dollars, by ISO 4217 code; amounts in other currencies are left out.
 */
export function findAmounts(folded: string, usdPer: Readonly<Record<string, number>>): readonly Amount[] {
  const text = withDigits(folded);
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const { lead, number = "", scale, tail } = match.groups ?? {};
    // A sign belongs to the number it touches: `2 $120 charges`.
    const name = lead ?? tail ?? (scale === "grand" ? "$" : undefined);
    const code = name === undefined ? null : codeOf(name);
    const worth = code === null || code === "USD" ? 1 : usdPer[code];
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const isMoney = name !== undefined || saysMoney(before, after) || ONLY_NUMBER.test(text);
    const value = numberOf(number) * (scale === undefined ? 1 : 1_000);
    if (!isMoney || worth === undefined || !(value > 0)) return [];
    return [{ usd: Math.round(value * worth * 100) / 100, before, after }];
  });
}

function saysMoney(before: string, after: string): boolean {
  if (INSTEAD_AFTER.test(after)) return true;
  if (EACH_AFTER.test(after)) return CHARGED.test(before);
  return (
    (MONEY_BEFORE.test(before) && !COUNTED.test(after)) || (MONEY_AFTER.test(after) && !A_NAME_BEFORE.test(before))
  );
}

function codeOf(name: string): string {
  return codes.find(([, pattern]) => pattern.test(name))?.[0] ?? "USD";
}

/** Both ways to write thousands: `1,250.00` and `1.250,00`. Three digits behind the only mark are thousands. */
function numberOf(number: string): number {
  const cents = /[.,](\d{1,2})$/.exec(number);
  const whole = (cents ? number.slice(0, cents.index) : number).replaceAll(/\D/g, "");
  return Number(cents ? `${whole}.${cents[1]}` : whole);
}
