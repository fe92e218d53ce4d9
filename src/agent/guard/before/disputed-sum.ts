import {
  ASKS,
  CANCELLED,
  CHARGED_US,
  DISPUTE,
  FACT,
  OTHERS_MONEY,
  RECORD,
  SETTLED,
  THOUGHT,
  UNEASE,
  WRONG_DETAILS,
} from "./dispute-words.ts";
import { DISPUTE_ABROAD } from "./dispute-words-abroad.ts";
import { type Amount, findAmounts } from "./find-amounts.ts";
import { phrases } from "./phrases.ts";
import type { Sentence } from "./read-sentences.ts";

/** `overcharged by $15 on a $400 invoice`. */
const WHOLE_BEFORE = /(?<![a-z])by [^a-z ]*\d[^ ]*(?: [a-z]+)? (?:on|in|for|out of) (?:a|an|the|my|our) ?$/;
/** What stands for something else than the payment: a price, what was due, what came back. Right before the amount. */
const REFERENCE_BEFORE =
  /(?:instead of|rather than|should(?:'ve| have)? (?:be|been|cost)|not|(?:supposed|meant|due) to (?:be|pay|cost)|expected|quoted|(?:site|website|page|offer|ad|advert) (?:says|said|shows|lists)|agreed(?: on)?|normally|usually|normal|usual|from|vs\.?|versus|than the|(?:plan|subscription|contract|rate|order|quote|fee) (?:is|was|costs|says)|costs?(?: only| just)?|price (?:is|was|of)|statt|au lieu de|en vez de|(?:you|already|was|were|been|only|has|have) refunded(?: me| us)?(?: only)?|got back)(?: (?:the|my|our|a|just|only|about|of))* ?$/;
const REFERENCE_AFTER =
  /^,? (?:was |were |has been |have been )?(?:already |only )?(?:refunded already|was refunded|were refunded|came back|as agreed|as usual|as expected)/;
/** A price, unless nothing else in the message is an amount. */
const PRICE_AFTER =
  /^(?: |\/|-)*(?:a |per |each )?(?:business |pro |team |starter |enterprise |basic |premium |annual |yearly |monthly )*(?:plan|tier|package|subscription|option|version|license|licence|tarif|forfait|abo\b)/;

const TOTAL_BEFORE =
  /(?:=|total(?:l?ing)?|altogether|all in all|in all|sum|summe|combined|adds? up to|makes|insgesamt|zusammen|en total|in totale|no total|in totaal)(?: (?:of|is|was|to|comes to|that's|about))* ?:? ?$/;
const TOTAL_AFTER =
  /^ ?(?:in total|total|altogether|in all|combined|all together|insgesamt|zusammen|au total|en total|in totale|no total|in totaal)/;

const MORE_BEFORE = /(?:over|more than|above|at least|mehr als|plus de|mas de|piu di|mais de|meer dan) ?$/;
/** Another payment of the same amount. */
const ANOTHER_BEFORE =
  /(?:another|again|second|third|fourth|also|additional|plus|extra|then|\+|noch ?mal|weitere|encore|otra vez)(?: (?:a|an|the|of|for|time|charge|payment|one|by))*:? ?$/;
const SAME_BEFORE =
  /(?:(?:^| )(?:the|this|that|my|these|those|our|same|it's|it was|it is) ?|(?:^| )(?:back|refund(?:ed)?|return(?:ed)?|please|so|because|want|need)(?: [^ \d$]+){0,4}[ ,]*)$/;

const ADDS = phrases("(also|another|again|plus|additionally|as well|too|then|more|moreover|on top)", "and \\d.*");
const CHARGED = phrases(
  "(charged?|charges|billed|bill|pay|payed|debited|debit|payments?|paid|transactions?|deducted|withdrawn|invoiced?|abgebucht|abbuchung|debite|preleve|cobrado|cargo|addebitato|afgeschreven)",
  "(wait|waiting|statement|refund|refunds|money|card|my \\d.*)",
);
/** Not only what the sentence names. */
const ALL_OF_THEM = phrases(
  "(both|either|neither|none|all|any) (of (them|these|those|it)|are|were|was|is)?",
  "(another|also|as well|too)",
);
/** Asks for it, though with the words of a question about the rules. */
const WANTS_HIS_BACK = phrases(
  "(can|could|may|please) (i|we) … (refund|refunded|money back|reimbursed|back) … (my|our) .*",
);
const AS_IT_SHOULD_BE = phrases(
  "(usual|usually|as agreed|as expected|normal|normally|regular|correct|correctly|fine|rightly)",
);
const ASKS_A_PRICE = phrases(
  "(cost|costs|price|prices|pricing|plans?|tier|upgrade|downgrade|per user|discount|budget|kostet|prix|cuesta|costa|kost)",
);

const TIMES: readonly (readonly [RegExp, number])[] = [
  [
    phrases(
      "(twice|two times|2 times|2x|double|doubly|duplicate|doppelt|zweimal|zwei mal|2 mal|deux fois|en double|dos veces|due volte|duas vezes|em dobro|twee keer|dubbel|tweemaal|(on )?(two|2|both) (different |separate )?(occasions|days|dates)|(second|2nd) (wrong )?(time|charge|invoice|payment|bill)|2 fois|2 keer)",
    ),
    2,
  ],
  [
    phrases(
      "(three times|3 times|thrice|triple|dreimal|trois fois|tres veces|tre volte|tres vezes|drie keer|(third|3rd) (wrong )?(time|charge|invoice|payment|bill)|3 fois|3 keer)",
    ),
    3,
  ],
];
const NUMBERED =
  /(?:^| )(?<count>\d{1,2}|two|three|four|five|six) (?:separate |different |identical |unauthori[sz]ed |wrong |more |unknown |strange |weird |unrecogni[sz]ed |unexplained |unexpected |duplicate |fraudulent |suspicious |bogus |fake |false |extra |additional |erroneous |incorrect |random |such |other |of these |of those )*(?:charges|payments|transactions|debits|times|withdrawals|deductions|invoices|bills)(?= |$)/;
/** `two seats … $130 each`. */
const EACH = phrases("(each|apiece|jeweils|chacun|chacune|cada|ciascuno|elk)");
const ANY_COUNT = /(?:^| )(?<count>[2-9]|1\d|two|three|four|five|six) [a-z]+(?= |$)/;
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };
const MONTHLY = /^ ?(?:a|per|each|every|\/) ?(?:month|mo\b|week|year)/;
/** `5 months at $60`. */
const AT_A_PRICE = /(?:months|weeks|years) (?:at|of|for) $/;
const FOR_MONTHS =
  /(?:^| )(?:for|last|past|these|over) (?:the )?(?:last |past )?(?<count>\d{1,2}|two|three|four|five|six) (?:months|weeks|years)(?= |$)/;

/** Days and months: the same amount on two of them is two payments. */
const DAY =
  /(?<=^| )(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?= |$)/g;

interface Entry {
  readonly usd: number;
  /** The days that its sentence names. */
  readonly days: string;
  readonly kind: "part" | "price" | "total";
  /** Another payment, though of the same amount as one before. */
  readonly isAnother: boolean;
}

/**
 * The sum of what the customer disputes, US dollars: a payment that he says is wrong, not his or to be given back. 0 when he
 * disputes nothing, or says no amount; what it should have been, prices and parts of a named total are not added.
 * @param messages of the customer, oldest first.
 */
export function disputedSum(
  messages: readonly (readonly Sentence[])[],
  usdPer: Readonly<Record<string, number>>,
): number {
  const first = messages.findIndex(isDisputing);
  if (first < 0) return 0;
  const entries = messages.slice(first).flatMap((sentences) => entriesOf(sentences, isDisputing(sentences), usdPer));
  const named = entries.some(({ kind }) => kind !== "price");
  // He may have said what he was charged before he said that it is wrong.
  const meansAll = messages[first]?.some(({ words }) => ALL_OF_THEM.test(words)) ?? false;
  const before =
    named && !meansAll ? [] : messages.slice(0, first).flatMap((sentences) => chargesOf(sentences, usdPer));
  return sumUp([...before, ...entries], timesOf(messages.slice(first).flat()));
}

/** Whether a message disputes a payment. */
export function isDisputing(sentences: readonly Sentence[]): boolean {
  if (sentences.some(isDispute)) return true;
  const has = (pattern: RegExp) => sentences.some(({ words }) => pattern.test(words));
  return has(CANCELLED) && has(CHARGED_US);
}

/** A dispute of his own about something that has happened. */
function isDispute({ words, isQuestion }: Sentence): boolean {
  if (!isAgainst(words) || OTHERS_MONEY.test(words) || SETTLED.test(words)) return false;
  if (WRONG_DETAILS.test(words) && !FACT.test(words)) return false;
  const isFact = FACT.test(words.replace(/(?:^| )if (?:i|we|my|our|you|it) .{0,40}/, " "));
  if (THOUGHT.test(words) && !isFact) return false;
  return (
    isFact ||
    !isQuestion ||
    !ASKS.test(words) ||
    WANTS_HIS_BACK.test(words) ||
    !/(?:^| )(?:polic(?:y|ies)|possible|usually|plan|plans)(?= |$)/.test(words)
  );
}

function isAgainst(words: string): boolean {
  if (DISPUTE.test(words) || DISPUTE_ABROAD.test(words)) return true;
  return CHARGED_US.test(words) && UNEASE.test(words) && !RECORD.test(words) && !AS_IT_SHOULD_BE.test(words);
}

function entriesOf(
  sentences: readonly Sentence[],
  disputes: boolean,
  usdPer: Readonly<Record<string, number>>,
): readonly Entry[] {
  return sentences.flatMap((sentence) => {
    const counts = isDispute(sentence) || isPart(sentence, disputes);
    if (!counts) return [];
    return entriesIn(sentence, usdPer);
  });
}

function entriesIn(sentence: Sentence, usdPer: Readonly<Record<string, number>>): readonly Entry[] {
  return findAmounts(sentence.text, usdPer).flatMap((amount, index, all) =>
    toEntry(amount, all.slice(0, index), sentence),
  );
}

/** A sentence that names an amount of the dispute without disputing anything itself. */
function isPart({ words, isQuestion }: Sentence, disputes: boolean): boolean {
  if (OTHERS_MONEY.test(words) || AS_IT_SHOULD_BE.test(words) || THOUGHT.test(words)) return false;
  if (isQuestion && ASKS_A_PRICE.test(words)) return false;
  const isShort = words.split(" ").length <= 8 && !ASKS_A_PRICE.test(words);
  return isShort || ADDS.test(words) || (disputes && CHARGED.test(words));
}

function chargesOf(sentences: readonly Sentence[], usdPer: Readonly<Record<string, number>>): readonly Entry[] {
  return sentences
    .filter(
      ({ words, isQuestion }) => (CHARGED.test(words) || ADDS.test(words)) && !(isQuestion && ASKS_A_PRICE.test(words)),
    )
    .flatMap((sentence) => entriesIn(sentence, usdPer));
}

/** @param earlier amounts of the same sentence. */
function toEntry({ usd, before, after }: Amount, earlier: readonly Amount[], { words }: Sentence): readonly Entry[] {
  if (REFERENCE_BEFORE.test(before) || WHOLE_BEFORE.test(before) || REFERENCE_AFTER.test(after)) return [];
  const value = MORE_BEFORE.test(before) ? usd + 0.01 : usd;
  const isTotal = TOTAL_BEFORE.test(before) || TOTAL_AFTER.test(after);
  const kind = isTotal ? "total" : PRICE_AFTER.test(after) ? "price" : "part";
  // `$120 and $120` are two; `charged $120, refund the $120` is one.
  const isAnother =
    ANOTHER_BEFORE.test(before) || (earlier.some((one) => one.usd === usd) && !SAME_BEFORE.test(before));
  const factor = factorOf(before, after) * monthsOf(before, after, words);
  const days = (words.match(DAY) ?? []).join(" ");
  return [{ usd: value * factor, days, kind, isAnother }];
}

function factorOf(before: string, after: string): number {
  const [, factor] = /(?:^|[^\d.,])(\d{1,2}) ?[x×*] ?$/.exec(before) ?? /^ ?[x×*] ?(\d{1,2})(?!\d)/.exec(after) ?? [];
  return factor === undefined ? 1 : Math.max(Number(factor), 1);
}

function monthsOf(before: string, after: string, words: string): number {
  const count = MONTHLY.test(after) || AT_A_PRICE.test(before) ? FOR_MONTHS.exec(words)?.groups?.["count"] : undefined;
  return count === undefined ? 1 : (COUNTS[count] ?? Number(count));
}

/** How often one amount was taken: `charged twice`, `3 charges`. */
function timesOf(sentences: readonly Sentence[]): number {
  const isEach = sentences.some(({ words }) => EACH.test(words));
  const counts = sentences.flatMap(({ words }) => {
    const numbered = (isEach ? ANY_COUNT : NUMBERED).exec(words)?.groups?.["count"];
    const said = TIMES.filter(([pattern]) => pattern.test(words)).map(([, times]) => times);
    return numbered === undefined ? said : [...said, COUNTS[numbered] ?? Number(numbered)];
  });
  return Math.max(1, ...counts);
}

function isSame(one: Entry, other: Entry): boolean {
  const areApart = one.days !== "" && other.days !== "" && one.days !== other.days;
  return one.usd === other.usd && !areApart;
}

function sumUp(entries: readonly Entry[], times: number): number {
  const total = Math.max(0, ...entries.filter(({ kind }) => kind === "total").map(({ usd }) => usd));
  const named = entries.filter(({ kind }) => kind === "part");
  const parts = named.length > 0 ? named : entries.filter(({ kind }) => kind === "price");
  const counted = parts.filter(
    (entry, index) => entry.isAnother || parts.findIndex((other) => isSame(other, entry)) === index,
  );
  const sum = counted.reduce((cents, { usd }) => cents + Math.round(usd * 100), 0) / 100;
  if (total > 0) return total;
  // One of them is what the others make.
  const whole = counted.length > 2 && counted.some(({ usd }) => Math.abs(sum - 2 * usd) < 0.005);
  if (whole) return sum / 2;
  return counted.length === 1 ? sum * times : sum;
}
