import type { ReceiptError } from "../contract/index.ts";
import type { Author } from "../conversation/model.ts";
import type { OutboxState } from "../database/generated/client.ts";

/** What is known when a provider says that something it had taken did not arrive. */
export interface Undelivered {
  readonly state: OutboxState;
  /** With the one that is under way. */
  readonly attempts: number;
  /** An attempt before that one may have gone out. */
  readonly maybeSent: boolean;
  /** How often it was sent again before. */
  readonly resends: number;
  readonly author: Author;
  readonly epoch: number;
  /** The conversation's now. */
  readonly currentEpoch: number;
  readonly optedOut: boolean;
  /** Something was said to the customer after it. */
  readonly isOvertaken: boolean;
}

/**
 * How long to wait before it is sent once more, ms; null: it stays undelivered. What was said since stands: an older
 * answer that comes after a newer one confuses, and nothing leaves against the customer's or an operator's will.
 */
export function sendAgainInMs(part: Undelivered, { againAfterMs }: Pick<ReceiptError, "againAfterMs">): number | null {
  if (!isOver(part) || part.optedOut || part.isOvertaken) return null;
  if (part.author === "assistant" && part.epoch !== part.currentEpoch) return null;
  return againAfterMs[part.resends] ?? null;
}

/**
 * Whether the attempt that failed is. The provider's word may be quicker than its own answer to it; of an attempt that is
 * under way it tells only when there was no other.
 */
function isOver({ state, attempts, maybeSent }: Undelivered): boolean {
  if (state === "sending") return attempts === 1 && !maybeSent;
  return state === "sent" || state === "pending" || state === "unknown";
}

const ANNOUNCED = / It is sent again at \d\d:\d\d UTC\.$/;

/** Why it did not arrive, and when it is tried again. */
export function announcing(words: string, at: Date): string {
  return `${words} It is sent again at ${at.toISOString().slice(11, 16)} UTC.`;
}

/** The same when nothing comes of that. */
export function withoutAnnouncement(words: string): string {
  return words.replace(ANNOUNCED, "");
}
