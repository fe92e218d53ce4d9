import { type MessageRecord, renderMessage } from "./message-record.ts";
import { checkParameters, LIST_PARAMETERS } from "./parameters.ts";
import { type Refusal, refuse } from "./refusal.ts";

const DEFAULT_PAGE_SIZE = 50;
const DAY_MS = 86_400_000;

export type Listed =
  | { readonly kind: "page"; readonly body: string }
  | { readonly kind: "refused"; readonly why: Refusal };

/** One page of the Message list. `records` are oldest first; Twilio lists the newest first. `path` is without query. */
export function listPage(records: readonly MessageRecord[], path: string, query: URLSearchParams): Listed {
  const wrong = checkParameters(query, LIST_PARAMETERS);
  if (wrong !== null) return { kind: "refused", why: wrong };
  const fits = filterOf(query);
  if (fits === null) return { kind: "refused", why: refuse(20001, 400, "DateSent") };

  const all = records
    .filter(fits)
    .toReversed()
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const size = Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE);
  const page = Number(query.get("Page") ?? 0);
  // The token names the last message seen, so that texts which come in between do not shift the pages.
  const token = query.get("PageToken");
  const begin = token === null ? page * size : all.findIndex((record) => `PA${record.sid}` === token) + 1;
  const items = all.slice(begin, begin + size);
  const last = items.at(-1);
  const hasMore = last !== undefined && begin + size < all.length;
  return {
    kind: "page",
    body: JSON.stringify({
      first_page_uri: uriOf(path, query, { PageSize: size, Page: 0 }),
      end: begin + Math.max(items.length - 1, 0),
      previous_page_uri: page === 0 ? null : uriOf(path, query, { PageSize: size, Page: page - 1 }),
      messages: items.map(renderMessage),
      uri: uriOf(path, query, { PageSize: size, Page: page }),
      page_size: size,
      start: begin,
      next_page_uri: hasMore
        ? uriOf(path, query, { PageSize: size, Page: page + 1, PageToken: `PA${last.sid}` })
        : null,
      page,
    }),
  };
}

type Filter = (record: MessageRecord) => boolean;

/** Null: a date that cannot be read. A message that has not left has no date, and passes no filter by date. */
function filterOf(query: URLSearchParams): Filter | null {
  const [to, from] = [query.get("To"), query.get("From")];
  const ranges: Filter[] = [];
  for (const name of ["DateSent", "DateSent<", "DateSent>"] as const) {
    const text = query.get(name);
    if (text === null) continue;
    const time = timeOf(text);
    if (Number.isNaN(time)) return null;
    const isDay = DAY.test(text);
    ranges.push((record) => record.sentAt !== null && isWithin(name, record.sentAt.getTime(), time, isDay));
  }
  return (record) =>
    (to === null || record.to === to) &&
    (from === null || record.from === from) &&
    ranges.every((range) => range(record));
}

/** The formats of Twilio's OpenAPI: a day, or a time with or without a zone, and then in GMT. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ZONED = /(?:Z|[A-Z]{3}|[+-]\d{2}:?\d{2})$/;

function timeOf(text: string): number {
  return Date.parse(DAY.test(text) || ZONED.test(text) ? text : `${text}Z`);
}

/** All of them include what they name, a whole day too. Twilio keeps seconds. */
function isWithin(name: "DateSent" | "DateSent<" | "DateSent>", sent: number, time: number, isDay: boolean): boolean {
  const second = Math.floor(sent / 1000) * 1000;
  switch (name) {
    case "DateSent":
      return Math.floor(sent / DAY_MS) === Math.floor(time / DAY_MS);
    case "DateSent<":
      return isDay ? second < time + DAY_MS : second <= time;
    case "DateSent>":
      return second >= time;
  }
}

function uriOf(path: string, query: URLSearchParams, change: Readonly<Record<string, string | number>>): string {
  const next = new URLSearchParams(query);
  next.delete("PageToken");
  for (const [name, value] of Object.entries(change)) next.set(name, String(value));
  return `${path}?${next.toString()}`;
}
