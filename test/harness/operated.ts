import type { MessageView } from "../../src/conversation/view.ts";
import type { DeadLetter } from "../../src/desk/dead-letters.ts";
import { act, write } from "./desk.ts";
import type { Product, Whole } from "./product.ts";
import { until } from "./until.ts";

/** A conversation in the hands of the operator `api`: what he writes leaves, in order, and nothing else does. */
export interface Operated {
  readonly id: string;
  readonly number: string;
  /** Writes to the customer. */
  write(text: string): Promise<MessageView>;
  /** The message once `isSo`, at most a minute later. */
  messageWhen(id: string, isSo: (message: MessageView) => boolean): Promise<MessageView>;
  /** The message once it is at that status. */
  messageAt(id: string, status: NonNullable<MessageView["delivery"]>["status"]): Promise<MessageView>;
  /** What of the operator's was texted. */
  texts(): string[];
}

const PATIENCE_MS = 60_000;

/** Begins a conversation and takes it over as soon as the assistant has answered. */
export async function operated(product: Product, number: string): Promise<Operated> {
  await product.twilio.text({ from: number, body: "Hello there" });
  const { conversation } = await product.conversationWhen(
    number,
    ({ messages }) => messages.at(-1)?.delivery?.status === "delivered",
  );
  await act(product, conversation.id, "claim");
  await product.twilio.settled();
  const before = new Set(product.twilio.sent.map(({ sid }) => sid));
  const { id } = conversation;
  const messageWhen: Operated["messageWhen"] = (messageId, isSo) =>
    until(
      `a message to ${number} that is as it should be`,
      async () => {
        const { body } = await product.api<Whole>("GET", `/api/conversations/${id}`);
        return body.messages.find((message) => message.id === messageId && isSo(message));
      },
      PATIENCE_MS,
    );
  return {
    id,
    number,
    async write(text) {
      const { status, body } = await write(product, id, { text });
      if (status !== 201) throw new Error(`the answer was refused with ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    messageWhen,
    messageAt: (messageId, status) => messageWhen(messageId, ({ delivery }) => delivery?.status === status),
    texts: () => product.twilio.sent.filter(({ to, sid }) => to === number && !before.has(sid)).map(({ body }) => body),
  };
}

/** What did not get out, newest first. */
export async function deadLetters(product: Product): Promise<DeadLetter[]> {
  const { body } = await product.api<{ items: DeadLetter[] }>("GET", "/api/dead-letters");
  return body.items;
}

/** The calls of Twilio's REST API that create a text to that number, or look for texts to it. */
export function callsFor(product: Product, number: string, kind: "create" | "look_up"): URLSearchParams[] {
  return product.twilio.requests
    .filter(({ method }) => method === (kind === "create" ? "POST" : "GET"))
    .map(({ form, query }) => (kind === "create" ? form : query))
    .filter((params) => params.get("To") === number);
}
