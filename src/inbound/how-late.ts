import type { InboundMessage } from "../contract/index.ts";
import type { HandoffNote } from "../conversation/model.ts";
import type { Channels } from "../outbound/say.ts";
import type { RawHead } from "./lanes.ts";

/** The assistant does not answer a message, because it was written too long ago. */
export interface Late {
  /** For operators. */
  readonly words: string;
  readonly note: HandoffNote;
}

const HOUR_MS = 3_600_000;

/**
 * Whether a message comes to us when nobody waits for an automatic answer any more: we were down, or it was a dead letter.
 * Null: it is in time.
 */
export function howLate(
  { at }: Pick<InboundMessage, "at">,
  { channel, receivedAt }: Pick<RawHead, "channel" | "receivedAt">,
  channels: Channels,
): Late | null {
  const mostMs = channels.get(channel)?.capabilities.answersWithinMs ?? null;
  if (mostMs === null || Date.now() - (at ?? receivedAt).getTime() <= mostMs) return null;
  const words = `It came in more than ${Math.round(mostMs / HOUR_MS)} hours after it was written.`;
  return {
    words,
    note: {
      reason: `${words} The assistant does not answer that late.`,
      priority: "normal",
      trigger: "rule",
      summary: "Unanswered: the customer's last messages. Perhaps they have been helped in another way since.",
    },
  };
}
