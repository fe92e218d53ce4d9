import type { Value } from "./value.ts";

const MONTH_NAMES: readonly string[] = [
  "january januar janvier enero gennaio janeiro januari jan",
  "february februar février febrero febbraio fevereiro februari feb",
  "march märz mars marzo março maart mar",
  "april avril abril aprile apr",
  "may mai mayo maggio maio mei",
  "june juni juin junio giugno junho jun",
  "july juli juillet julio luglio julho jul",
  "august août agosto augustus aug",
  "september septembre septiembre settembre setembro sept sep",
  "october oktober octobre octubre ottobre outubro oct okt",
  "november novembre noviembre novembro nov",
  "december dezember décembre diciembre dicembre dezembro dec dez",
];
const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, at) => names.split(" ").map((name) => [name, at + 1] as const)),
);
/** Also words of English: a month only with a capital. */
const AMBIGUOUS = new Set(["may", "mar", "march", "mars", "jan", "sep", "sept", "dec", "aug", "oct", "apr"]);

const NAMES = [...MONTHS.keys()].toSorted((a, b) => b.length - a.length).join("|");
const DAY_MONTH = new RegExp(
  `(?<![\\d.,:/-])(\\d{1,2})(?:st|nd|rd|th|er|º|°|\\.)?(?: of| de| di)? (${NAMES})(?![\\p{L}\\d])\\.?(?:(?:,| de| del)? (\\d{4})(?!\\d))?`,
  "giu",
);
const MONTH_DAY = new RegExp(
  `(?<!\\p{L})(${NAMES})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:%]|[.,]\\d)(?:,? (\\d{4})(?!\\d))?`,
  "giu",
);
const MONTH_YEAR = new RegExp(`(?<!\\p{L})(${NAMES})(?: de| of| del)? (\\d{4})(?!\\d)`, "giu");
const ISO = /(?<![\d-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d-])/g;
const NUMERIC = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d-])/g;

/** Days of a calendar, in words and in figures of any order. */
export function datesOf(text: string): readonly Value[] {
  const found = [
    ...matches(text, ISO, ([, year, month, day]) => keysOf(month, day, year)),
    ...matches(text, NUMERIC, ([, first, , second, year]) => [
      ...keysOf(second, first, year),
      ...keysOf(first, second, year),
    ]),
    ...matches(text, DAY_MONTH, ([, day, month = "", year]) => named(month, (number) => keysOf(number, day, year))),
    ...matches(text, MONTH_DAY, ([, month = "", day, year]) => named(month, (number) => keysOf(number, day, year))),
    ...matches(text, MONTH_YEAR, ([, month = "", year]) => named(month, (number) => [`month:${number}-${year}`])),
  ];
  return found.filter(({ keys }) => keys.length > 0);
}

function matches(text: string, pattern: RegExp, keys: (match: readonly string[]) => string[]): Value[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind: "date",
    keys: keys(match),
    text: match[0],
    start: match.index,
  }));
}

function named(name: string, keys: (month: string) => string[]): string[] {
  const month = MONTHS.get(name.toLowerCase());
  if (month === undefined || (AMBIGUOUS.has(name.toLowerCase()) && !/^\p{Lu}/u.test(name))) return [];
  return keys(String(month));
}

/** A day without a year is confirmed by one of any year, and one with a year by one without. */
function keysOf(month: string | undefined, day: string | undefined, year: string | undefined): string[] {
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return [];
  if (year === undefined) return [`day:${m}-${d}`];
  const full = year.length === 2 ? `20${year}` : year;
  return [`date:${full}-${m}-${d}`];
}

/** What a date of a source confirms. */
export function confirmedDates(keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const [, year, month, day] = /^date:(\d+)-(\d+)-(\d+)$/.exec(key) ?? [];
    if (year) return [key, `day:${month}-${day}`, `month:${month}-${year}`];
    return [key, key.replace("day:", "any:")];
  });
}

/** What may confirm a date of a draft. */
export function confirmingDates(keys: readonly string[]): string[] {
  return keys.flatMap((key) => [key, key.replace(/^date:\d+-/, "any:")]);
}
