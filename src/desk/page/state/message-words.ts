import type { DeliveryStatus, MessageClass, ShownMessage } from "../../../contract/index.ts";

/** What became of a message of ours. */
export const DELIVERY_WORDS: Readonly<Record<DeliveryStatus, string>> = {
  unknown: "Unknown whether it arrived",
  queued: "Waiting to be sent",
  sent: "Sent",
  failed: "Not delivered",
  delivered: "Delivered",
  read: "Read",
};

/** What kind of message it is, where that is the reason for no answer. Null: a human wrote it, the ordinary case. */
export const CLASS_WORDS: Readonly<Record<MessageClass, string | null>> = {
  human: null,
  auto_reply: "Automatic reply",
  auto_generated: "Sent by a machine",
  list: "Mailing list",
  bounce: "Bounce",
  complaint: "Spam complaint",
  own_loop: "Our own message, come back",
  opt_out: "Opt-out",
  opt_in: "Opt-in",
  help: "Help keyword",
};

export const STATE_WORDS = {
  assistant: "With the assistant",
  queued: "Waiting for a human",
  operator: "With an operator",
  closed: "Closed",
} as const;

/** The same on a small label. */
export const SHORT_STATE_WORDS = {
  assistant: "Assistant",
  queued: "Waiting",
  operator: "Operator",
  closed: "Closed",
} as const;

export const CHANNEL_WORDS = { sms: "SMS", email: "Email", widget: "Web chat" } as const;

/** Who or what made the handoff happen. */
export const TRIGGER_WORDS = {
  rule: "By a rule of the company",
  model: "By the assistant's own decision",
  customer: "Asked for by the customer",
  failure: "Because the assistant failed",
  operator: "By an operator",
} as const;

/** Who speaks. Operators' messages do not say which one: the events around them do. */
export function authorWords({ author, internal }: Pick<ShownMessage, "author" | "internal">, contact: string): string {
  switch (author) {
    case "customer":
      return contact;
    case "assistant":
      return "Assistant";
    case "operator":
      return internal ? "Internal note" : "Operator";
    case "system":
      return "Switchboard";
  }
}

/** What a customer is called: his name, or his address, or that he is a visitor nobody knows. */
export function contactWords({ name, address }: { readonly name: string | null; readonly address: string }): string {
  return name || address || "Visitor";
}
