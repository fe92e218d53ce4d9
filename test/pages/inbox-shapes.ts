import type { ShownMessage } from "../../src/contract/index.ts";
import type { ConversationView, EventView } from "../../src/conversation/view.ts";
import type { WholeConversation } from "../../src/desk/page/state/shapes.ts";

export const ME = "kim@example.com";
export const COLLEAGUE = "lee@example.com";

/** A conversation as the API shows it; only what a test is about needs to be said. */
export function aConversation(parts: Partial<ConversationView> = {}): ConversationView {
  return {
    id: "c1",
    channel: "sms",
    state: "assistant",
    assignee: null,
    subject: null,
    category: null,
    severity: null,
    engagement: 1,
    handoff: null,
    contact: { id: "p1", name: null, address: "+15551230001", identity: "verified" },
    tickets: [],
    flags: [],
    seq: 1,
    openedAt: "2026-11-26T10:00:00.000Z",
    lastMessageAt: "2026-11-26T10:00:00.000Z",
    ...parts,
  };
}

export function aMessage(seq: number, parts: Partial<ShownMessage> = {}): ShownMessage {
  const text = `message ${seq}`;
  return {
    id: `m${seq}`,
    conversationId: "c1",
    seq,
    turnId: null,
    author: "customer",
    internal: false,
    text,
    fullText: text,
    html: null,
    class: "human",
    suppressed: null,
    externalId: null,
    delivery: null,
    attachments: [],
    sources: [],
    at: "2026-11-26T10:00:00.000Z",
    ...parts,
  };
}

export function anEvent(seq: number, parts: Partial<EventView> = {}): EventView {
  return { id: `e${seq}`, seq, kind: "claimed", by: ME, data: {}, at: "2026-11-26T10:00:00.000Z", ...parts };
}

export function aWhole(parts: Partial<WholeConversation> = {}): WholeConversation {
  const conversation = aConversation(parts.conversation);
  return { contact: conversation.contact, messages: [], turns: [], events: [], ...parts, conversation };
}
