import type { ShownMessage } from "../../src/contract/index.ts";

export const CONVERSATION = "0199a000-0000-7000-8000-000000000001";
export const OTHER_CONVERSATION = "0199a000-0000-7000-8000-000000000002";

/** A message as the server shows it: the customer's unless told, named for its number. */
export function message(seq: number, more: Partial<ShownMessage> = {}): ShownMessage {
  return {
    id: `message-${seq}`,
    conversationId: CONVERSATION,
    seq,
    turnId: null,
    author: "customer",
    internal: false,
    text: `text ${seq}`,
    fullText: `text ${seq}`,
    html: null,
    class: "human",
    suppressed: null,
    externalId: null,
    delivery: null,
    attachments: [],
    sources: [],
    at: new Date(Date.UTC(2026, 10, 26, 12, seq)).toISOString(),
    ...more,
  };
}
