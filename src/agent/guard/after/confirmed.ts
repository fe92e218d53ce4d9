import type { Evidence } from "../guard.ts";
import { type Sayings, sayingsOf } from "./clauses.ts";
import { timesOf } from "./clock.ts";
import { confirmedDates, datesOf } from "./dates.ts";
import { daysSince } from "./days-since.ts";
import { addressesIn, type KnownAddresses, knownAddresses } from "./destinations.ts";
import { figuresOf, numbersIn } from "./figures.ts";
import { confirmedPhones, idsIn, phonesOf, ticketsOf } from "./identifiers.ts";
import { normalText } from "./normal-text.ts";
import { type Side, type Value, without } from "./value.ts";

/** What the evidence of an answer confirms. */
export interface Confirmed {
  /** Keys of values, in sources and in the customer's words. */
  readonly values: ReadonlySet<string>;
  /** The same, of sources alone, as an answer would say it. */
  readonly bySources: ReadonlySet<string>;
  readonly addresses: KnownAddresses;
  readonly sayings: Sayings;
}

/** What one source confirms. */
export interface SourceReading {
  /** In one spelling. */
  readonly text: string;
  readonly values: readonly string[];
  readonly asAnswer: readonly string[];
  readonly addresses: KnownAddresses;
}

export function readSource(source: string, ends: ReadonlySet<string>): SourceReading {
  const text = normalText(source);
  return {
    text,
    values: keysIn(text, ends, "evidence"),
    // "100 requests/hour" is no word that somebody answers within the hour.
    asAnswer: keysIn(text, ends, "draft"),
    addresses: knownAddresses([text], ends),
  };
}

/** `read` may remember: many conversations rely on the same passages. */
export function confirmedBy(
  { sources, customer }: Evidence,
  ends: ReadonlySet<string>,
  read: (source: string) => SourceReading,
): Confirmed {
  const readings = sources.map((source) => read(source));
  const texts = readings.map(({ text }) => text);
  const byCustomer = customer.flatMap((words) => keysIn(normalText(words), ends, "evidence"));
  return {
    bySources: new Set(readings.flatMap(({ asAnswer }) => asAnswer)),
    values: new Set([
      ...readings.flatMap(({ values }) => values),
      ...byCustomer,
      ...daysSince(customer.map(normalText), texts),
    ]),
    addresses: {
      links: new Set(readings.flatMap(({ addresses }) => [...addresses.links])),
      mails: new Set(readings.flatMap(({ addresses }) => [...addresses.mails])),
    },
    sayings: sayingsOf(texts),
  };
}

function keysIn(text: string, ends: ReadonlySet<string>, side: Side): string[] {
  const readable = `${text}\n${cellsWithHeads(text)}`;
  const values = valuesIn(addressesIn(readable, ends).rest, side);
  return [
    ...values.flatMap(({ kind, keys }) => {
      if (kind === "date") return confirmedDates(keys);
      return kind === "phone" ? confirmedPhones(keys) : keys;
    }),
    ...values.flatMap(({ kind, keys }) => (kind === "amount" ? keys.map(anyPeriod) : [])),
    ...idsIn(text),
    ...[...numbersIn(text)].map((number) => `number:${number}`),
  ];
}

/** An amount for a time confirms the amount alone. */
const anyPeriod = (key: string): string => key.replace(/\/\w+$/, "");

/** All values of a text, those first in which others would be found again. */
export function valuesIn(text: string, side: Side): readonly Value[] {
  const dates = datesOf(text);
  const afterDates = without(text, dates);
  const tickets = ticketsOf(afterDates);
  const afterTickets = without(afterDates, tickets);
  const phones = phonesOf(afterTickets);
  const afterPhones = without(afterTickets, phones);
  const times = timesOf(afterPhones);
  return [...dates, ...tickets, ...phones, ...times, ...figuresOf(without(afterPhones, times), side)];
}

/** "| Day | What |" over "| 14 | read-only |" says 14 days: each cell once more, with what stands above it. */
function cellsWithHeads(text: string): string {
  let heads: readonly string[] = [];
  const pairs: string[] = [];
  for (const line of text.split("\n")) {
    if (!line.trimStart().startsWith("|")) {
      heads = [];
      continue;
    }
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (heads.length === 0) heads = cells;
    else if (!/^[\s|:-]*$/.test(line)) pairs.push(...cells.map((cell, at) => `${cell} ${heads[at] ?? ""}`));
  }
  return pairs.join("\n");
}
