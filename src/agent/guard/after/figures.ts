import { numbersUpTo, type Token, tokensOf } from "./tokens.ts";
import {
  ADVERBS,
  BUSINESS_BEFORE,
  BUSINESS_BEHIND,
  currency,
  FILLERS,
  inBusiness,
  MULTIPLES,
  PERCENT,
  SIZES,
  type TimeUnit,
  timeUnit,
} from "./units.ts";
import type { Side, Value } from "./value.ts";

/** Amounts of money and of data, percentages, lengths of time and limits per time: figures with what they count. */
export function figuresOf(text: string, side: Side): readonly Value[] {
  const tokens = tokensOf(text.replaceAll(PERCENT_PAIR, (pair) => "%".padEnd(pair.length)));
  return tokens.flatMap((token, at) => [
    ...amountsAt(tokens, at),
    ...countedAt(tokens, at, token),
    ...durationsAt(tokens, at, side),
    ...limitsAt(tokens, at),
    ...groupedAt(tokens, at, token),
  ]);
}

/** `20,000`, whatever it counts: nobody writes a number so that is not worth to be right. */
function groupedAt(tokens: readonly Token[], at: number, token: Token): Value[] {
  if (token.kind !== "number" || !/^\d{1,3}(?:,\d{3})+$/.test(token.raw)) return [];
  if (timeUnit(tokens[at + 1]?.text) || currency(tokens[at - 1]?.text) || currency(tokens[at + 1]?.text)) return [];
  return [{ kind: "amount", keys: keysOf(token, (value) => `number:${value}`), ...span(tokens, at, at) }];
}

/** Every number of a text, for what counts something that has no unit here. */
export function numbersIn(text: string): ReadonlySet<number> {
  return new Set(tokensOf(text).flatMap(({ values }) => values));
}

const PERCENT_PAIR = /\b(?:per|pour|por) cent(?:o|i)?\b|\bpor ciento\b/giu;

function span(tokens: readonly Token[], from: number, to: number): Pick<Value, "text" | "start"> {
  const part = tokens.slice(from, to + 1);
  const [first] = part;
  const text = part.map(({ raw, start }, at) => ((part[at - 1]?.end ?? start) < start ? ` ${raw}` : raw)).join("");
  return { text, start: first?.start ?? 0 };
}

/** Numbers of a list stand close before what they count. */
function placeOf(number: Token, tokens: readonly Token[], at: number): number {
  return tokens.indexOf(number, Math.max(0, at - FARTHEST));
}

const FARTHEST = 60;

function keysOf(numbers: Token, of: (value: number) => string): string[] {
  return numbers.values.map(of);
}

/** `$49`, `$19-$49`, `49 USD`, `from 19 to 49 euros`. */
function amountsAt(tokens: readonly Token[], at: number): Value[] {
  const code = currency(tokens[at]?.text);
  // "Try one of the codes" is no Turkish lira.
  if (!code || (code === "try" && tokens[at]?.raw !== "TRY") || (tokens[at]?.kind === "number" && code !== "cent"))
    return [];
  const { numbers, end } = amountNumbers(tokens, at);
  const { factor, end: behind } = multiple(tokens, end);
  const period = periodAfter(tokens, behind + 1);
  return numbers.map((number) => ({
    kind: "amount",
    keys: keysOf(number, (value) => moneyKey(code, value * factor, period)),
    ...span(tokens, Math.min(at, placeOf(number, tokens, at)), behind),
  }));
}

/** In units of a hundredth, so that 99 cents are $0.99 whatever the currency. */
function moneyKey(code: string, value: number, period: TimeUnit | null): string {
  const hundredths = Math.round(code === "cent" ? value : value * 100);
  return `money:${code === "cent" ? "*" : code}:${hundredths}${period ? `/${period.base}${period.factor}` : ""}`;
}

/** The numbers that a currency belongs to, and where they end. A sign stands before them, a word behind. */
function amountNumbers(
  tokens: readonly Token[],
  at: number,
): { readonly numbers: readonly Token[]; readonly end: number } {
  const [before, sign, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const isTouching = next?.kind === "number" && next.start === sign?.end;
  const isName = sign?.kind === "word" && sign.text.length > 3;
  if (next?.kind === "number" && (isTouching || (before?.kind !== "number" && !isName))) {
    const [connector, second, unit] = tokens.slice(at + 2, at + 5);
    const isRange =
      connector !== undefined && /^(?:-|to|bis|à|a|tot)$/.test(connector.text) && second?.kind === "number";
    const isOther =
      timeUnit(unit?.text) !== undefined || PERCENT.has(unit?.text ?? "") || currency(unit?.text) !== undefined;
    return isRange && !isOther ? { numbers: [next, second], end: at + 3 } : { numbers: [next], end: at + 1 };
  }
  const listed = numbersUpTo(tokens, MULTIPLES.has(before?.text ?? "") ? at - 2 : at - 1);
  return { numbers: listed, end: at };
}

function multiple(tokens: readonly Token[], end: number): { readonly factor: number; readonly end: number } {
  const [before, last, next] = [tokens[end - 1], tokens[end], tokens[end + 1]];
  if (last?.kind === "number") {
    const factor = MULTIPLES.get(next?.text ?? "");
    if (factor && next?.start === last.end) return { factor, end: end + 1 };
    const [big] = next?.kind === "number" && /^\p{L}/u.test(next.raw) ? next.values : [];
    return big !== undefined && big >= 1_000 ? { factor: big, end: end + 1 } : { factor: 1, end };
  }
  const factor = before && MULTIPLES.get(before.text);
  return { factor: factor ?? 1, end };
}

const EACH = new Set("/ per a an each every pro im je par por al a la per pr".split(" "));

/** The time that an amount is for: "/month", "a year", "pro Monat", "monthly". */
function periodAfter(tokens: readonly Token[], at: number): TimeUnit | null {
  const [first, second] = [tokens[at]?.text ?? "", tokens[at + 1]?.text];
  const adverb = ADVERBS.get(first);
  if (adverb) return adverb;
  return EACH.has(first) ? (timeUnit(second) ?? null) : null;
}

/** `99.9%`, `10 GB`. */
function countedAt(tokens: readonly Token[], at: number, { text }: Token): Value[] {
  const kind = PERCENT.has(text) ? "percentage" : SIZES.has(text) ? "amount" : null;
  if (!kind) return [];
  const name = kind === "percentage" ? "%" : SIZES.get(text);
  const last = tokens[at - 1]?.text === "-" ? at - 2 : at - 1;
  return numbersUpTo(tokens, last).map((number) => ({
    kind,
    keys: keysOf(number, (value) => `${name}:${value}`),
    ...span(tokens, placeOf(number, tokens, at), at),
  }));
}

/** "30 days", "30-day", "3-5 business days", "thirty days", "within an hour", "half an hour". */
function durationsAt(tokens: readonly Token[], at: number, side: Side): Value[] {
  const named = timeUnit(tokens[at]?.text);
  if (!named || isArticle(tokens, at)) return [];
  let [last, unit] = [at - 1, named];
  for (; FILLERS.has(tokens[last]?.text ?? "") || BUSINESS_BEFORE.has(tokens[last]?.text ?? ""); last -= 1)
    if (BUSINESS_BEFORE.has(tokens[last]?.text ?? "")) unit = inBusiness(unit);
  if (BUSINESS_BEHIND.has(tokens[at + 1]?.text ?? "")) unit = inBusiness(unit);
  const numbers = numbersUpTo(tokens, last);
  if (numbers.length === 0) return oneUnit(tokens, at, last, unit, side);
  return numbers.map((number) => ({
    kind: "duration",
    keys: keysOf(number, (value) => timeKey(unit, value)),
    ...span(tokens, placeOf(number, tokens, at), at),
  }));
}

/** "10,000 an hour" is no number of French years. */
function isArticle(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === "an" && timeUnit(tokens[at + 1]?.text) !== undefined;
}

function timeKey({ base, factor }: TimeUnit, value: number): string {
  return `time:${base}:${Math.round(value * factor * 1_000) / 1_000}`;
}

const ARTICLES = new Set("a an one the ein eine einer einem einen un une una uno um uma een één".split(" "));
const WITHIN = new Set(
  "within in after innerhalb binnen nach dans sous après en dentro de tras entro tra fra dopo em após na over than".split(
    " ",
  ),
);
const HALF = new Set("half halbe halben halber demi demie media mezz'ora mezza meia half".split(" "));

/** Words of other meanings, too: only behind a number they are a time. */
const SHORT_UNITS = new Set("an ans h hr mo mos sec min std mes ano wk yr".split(" "));

/** "within an hour" says a length, "once an hour" does not; what grounds it may say it either way. */
function oneUnit(tokens: readonly Token[], at: number, last: number, unit: TimeUnit, side: Side): Value[] {
  if (SHORT_UNITS.has(tokens[at]?.text ?? "")) return [];
  const texts = [tokens[last - 2], tokens[last - 1], tokens[last]].map((token) => token?.text ?? "");
  const [beforeLast = "", before = "", word = ""] = texts;
  const isEach = EACH.has(word) || ARTICLES.has(word);
  const isHalf = HALF.has(word) || (ARTICLES.has(word) && HALF.has(before));
  const isOne = ARTICLES.has(word) && WITHIN.has(before === "just" || before === "about" ? beforeLast : before);
  if (!isHalf && !(side === "draft" ? isOne : isEach)) return [];
  return [{ kind: "duration", keys: [timeKey(unit, isHalf ? 0.5 : 1)], ...span(tokens, isHalf ? last - 1 : last, at) }];
}

/** "10,000 requests/hour": a number of something in a time. */
function limitsAt(tokens: readonly Token[], at: number): Value[] {
  const token = tokens[at];
  if (token?.kind !== "number" || timeUnit(tokens[at + 1]?.text) || currency(tokens[at - 1]?.text)) return [];
  const ends = tokens.slice(at + 1, at + 5);
  const per = ends.findIndex(({ text }) => EACH.has(text));
  if (per < 1 || ends.slice(0, per).some(({ kind, text }) => kind !== "word" || currency(text))) return [];
  if (!timeUnit(ends[per + 1]?.text)) return [];
  return [{ kind: "amount", keys: keysOf(token, (value) => `number:${value}`), ...span(tokens, at, at + per + 2) }];
}
