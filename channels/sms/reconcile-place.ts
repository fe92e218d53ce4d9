import type { Json } from "../../src/contract/index.ts";
import { isSid } from "./form.ts";
import { statusId } from "./to-raw.ts";
import { isResource, type Resource, textOf, timeOf } from "./twilio-resource.ts";

/** Up to where Twilio's list was read for one of our numbers. */
export interface Place {
  readonly upTo: Date;
  /** When it was read for the first time: what is older was never ours to answer. */
  readonly begunAt: Date;
}

/** How much is read again each time: clocks differ, and a text may show in the list late. */
const OVERLAP_MS = 15 * 60_000;
/** The same for what we sent: what became of a text shows minutes after its date of sending, which is what is asked for. */
const STATUS_OVERLAP_MS = 60 * 60_000;
/** Nobody wants an answer to what they texted earlier than that, and operators may look it up at Twilio. */
const MOST_MS = 7 * 24 * 60 * 60_000;

export const firstPlace = (now: Date): Place => ({ upTo: now, begunAt: now });

/** Null: nothing was kept, or it cannot be read. */
export function parsePlace(kept: Json): Place | null {
  if (!isResource(kept)) return null;
  const [upTo, begunAt] = [new Date(textOf(kept, "upTo")), new Date(textOf(kept, "begunAt"))];
  return Number.isNaN(upTo.getTime()) || Number.isNaN(begunAt.getTime()) ? null : { upTo, begunAt };
}

export const toJson = ({ upTo, begunAt }: Place): Json => ({
  upTo: upTo.toISOString(),
  begunAt: begunAt.toISOString(),
});

/** From when on the list is read. */
export function sinceWhen({ upTo, begunAt }: Place, what: Happened["what"], now: Date): Date {
  const overlap = what === "text" ? OVERLAP_MS : STATUS_OVERLAP_MS;
  return new Date(Math.max(upTo.getTime() - overlap, begunAt.getTime(), now.getTime() - MOST_MS));
}

/** The time of which nothing is read any more, for that was too long ago; null: there is none. */
export function gapBefore({ upTo }: Place, now: Date): { readonly from: Date; readonly to: Date } | null {
  const to = new Date(now.getTime() - MOST_MS);
  return upTo < to ? { from: upTo, to } : null;
}

/** Something that a webhook should have told us, and when it happened. */
export interface Happened {
  /** A text that came, or what became of one of ours. */
  readonly what: "text" | "news";
  /** Under which its webhook would be stored. */
  readonly id: string;
  readonly message: Resource;
  readonly at: Date;
}

/** Twilio's words after which nothing more happens but that the text is read. */
const FINAL = new Set(["delivered", "undelivered", "failed", "canceled", "read"]);

/** What of a listed message a webhook should have told us; null: nothing. */
export function toHappened(message: Resource): Happened | null {
  const sid = textOf(message, "sid");
  if (!isSid(sid)) return null;
  if (message["direction"] === "inbound") {
    const at = timeOf(message, "date_sent") ?? timeOf(message, "date_created");
    return at && { what: "text", id: sid, message, at };
  }
  // Replies by TwiML and by Twilio itself are not ours.
  const status = textOf(message, "status");
  if (message["direction"] !== "outbound-api" || !FINAL.has(status)) return null;
  const at = timeOf(message, "date_updated") ?? timeOf(message, "date_sent");
  return at && { what: "news", id: statusId(sid, status), message, at };
}
