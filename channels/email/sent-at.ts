import { type Headers, header } from "./headers.ts";

/** A date that names its zone, as RFC 5322 wants it. */
const ZONED = /(?:[+-]\d{4}|\b(?:[A-Z]{1,4}))(?:\s*\([^()]{0,60}\))?\s*$/i;

/** Day, month and year, in an order that people use: much else passes for a date in JavaScript. */
const DATED =
  /\d{1,2}[\s-]+[a-z]{3,9}\.?,?[\s-]+\d{2,4}|\d{4}-\d\d?-\d\d?|[a-z]{3}\s+\d{1,2}\b.*\s\d{4}|\d{1,2}\/\d{1,2}\/\d{4}/i;

/**
 * When a mail was sent, by its own word; never after `arrivedAt`, for clocks run ahead. Null when neither is known.
 */
export function sentAt(headers: Headers, arrivedAt: Date | null): Date | null {
  const value = header(headers, "date")?.slice(0, 200) ?? "";
  // Without a zone it would mean something else on every machine.
  const date = new Date(ZONED.test(value) ? value : `${value} +0000`);
  const isDate = DATED.test(value) && !Number.isNaN(date.getTime()) && date.getTime() > 0;
  if (!isDate) return arrivedAt;
  return arrivedAt !== null && date > arrivedAt ? arrivedAt : date;
}

/** What the mail server noted when it took the mail in, ISO 8601; null for none. */
export function parseArrival(internalDate: string | undefined): Date | null {
  if (internalDate === undefined) return null;
  const date = new Date(internalDate);
  return Number.isNaN(date.getTime()) ? null : date;
}
