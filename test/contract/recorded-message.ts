import { randomUUID } from "node:crypto";
import type { InboundMessage, ShownMessage } from "../../src/contract/index.ts";

/** A message of which nothing is known but when it came. */
export function blankMessage(): ShownMessage {
  return {
    id: randomUUID(),
    conversationId: "",
    seq: 0,
    turnId: null,
    author: "customer",
    internal: false,
    text: "",
    fullText: "",
    html: null,
    class: "human",
    suppressed: null,
    externalId: null,
    delivery: null,
    attachments: [],
    sources: [],
    at: new Date().toISOString(),
  };
}

/** What the outside sees of what a customer said. */
export function fromCustomer(said: InboundMessage): Partial<ShownMessage> {
  const { externalId, text, fullText, html, suppressed } = said;
  const attachments = said.attachments.map(({ filename, contentType, content, size }) => ({
    id: randomUUID(),
    filename,
    contentType,
    size: content?.length ?? size,
    state: content === null ? ("failed" as const) : ("ready" as const),
  }));
  return { externalId, text, fullText, html, class: said.class, suppressed, attachments };
}
