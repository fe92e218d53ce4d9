import { TICKET } from "./next-calls.ts";
import type { Outcome, Reading } from "./read-request.ts";
import type { TicketNeed } from "./ticket-need.ts";

/** A ticket as the tool's result tells of it. */
export interface OpenTicket {
  readonly number: string;
  /** It was not opened for this turn. */
  readonly old: boolean;
}

/** What tickets are called, e.g. `TKT-1001`. */
const NUMBER = /\b[A-Z]{2,6}-\d{2,}\b/;

/** The ticket that this turn opened or found open; null when it has none. */
export function ticketOfTurn(reading: Reading): OpenTicket | null {
  const call = reading.calls.find((one) => one.tool === TICKET && !one.failed);
  const number = call === undefined ? null : numberIn(call);
  return call === undefined || number === null ? null : { number, old: /\balready\b|\bexisting\b/i.test(call.text) };
}

/** The ticket that an earlier turn opened in the same category. */
export function earlierTicket(reading: Reading, need: TicketNeed): OpenTicket | null {
  const call = reading.earlierCalls.findLast(
    (one) => one.tool === TICKET && !one.failed && (one.input as { category?: unknown }).category === need.category,
  );
  const number = call === undefined ? null : numberIn(call);
  return number === null ? null : { number, old: true };
}

/** The newest ticket of the whole conversation, for a customer who sends what was asked for. */
export function latestTicket(reading: Reading): OpenTicket | null {
  const number =
    reading.earlierCalls
      .filter((one) => one.tool === TICKET && !one.failed)
      .map(numberIn)
      .at(-1) ?? null;
  return number === null ? null : { number, old: true };
}

function numberIn(call: Outcome): string | null {
  return NUMBER.exec(call.text)?.[0] ?? null;
}
