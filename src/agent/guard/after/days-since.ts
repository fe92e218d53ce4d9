import { datesOf } from "./dates.ts";

const TODAY = /^Date: (\d{4})-(\d{2})-(\d{2})(?!\d)/m;
const DAY_MS = 86_400_000;

/**
 * Keys of the lengths of time between today and the days that the customer named: "that is 17 days ago". A day without a year
 * is the last of that name. `sources` of which one says what day it is; without one there are none.
 */
export function daysSince(customer: readonly string[], sources: readonly string[]): string[] {
  const [, year = "", month = "", day = ""] = sources.map((source) => TODAY.exec(source)).find(Boolean) ?? [];
  const today = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (year === "") return [];
  return customer
    .flatMap((text) => datesOf(text))
    .flatMap(({ keys }) => keys)
    .flatMap((key) => timeOf(key, Number(year), today))
    .map((time) => `time:s:${Math.abs(today - time) / 1_000}`);
}

function timeOf(key: string, year: number, today: number): number[] {
  const [, named, month, day] = /^(?:date:(\d+)-|day:)(\d+)-(\d+)$/.exec(key) ?? [];
  if (month === undefined || day === undefined) return [];
  const time = (of: number): number => Date.UTC(of, Number(month) - 1, Number(day));
  if (named !== undefined) return [time(Number(named))];
  return [time(year) > today + DAY_MS ? time(year - 1) : time(year)];
}
