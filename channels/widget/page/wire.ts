import type { Delta, ShownDelivery, ShownMessage, ShownState } from "../../../src/contract/index.ts";

/** What the server says, by event. */
export interface FromServer {
  session(opened: { session: string; conversationId: string | null; seq: number }): void;
  /** To call `got` proves that it has come. */
  message(message: ShownMessage, got?: () => void): void;
  delta(delta: Delta): void;
  retract(answer: { turnId: string }): void;
  typing(typing: { author: Writer; on: boolean }): void;
  status(news: { messageId: string; delivery: ShownDelivery }): void;
  conversation(news: { id: string; state: ShownState }): void;
}

/** What we say to it, by event. */
export interface ToServer {
  send(utterance: Utterance, ack: (answer: SendAnswer) => void): void;
  typing(typing: { on: boolean }): void;
  read(upTo: { conversationId: string; seq: number }): void;
  since(after: { conversationId: string; seq: number }, ack: (answer: { messages: ShownMessage[] }) => void): void;
}

/** Who may be writing on the other side. */
export type Writer = "assistant" | "operator";

export interface Utterance {
  /** A UUID. The same one twice is one message. */
  readonly clientId: string;
  readonly text: string;
  readonly attachments?: readonly { filename: string; contentType: string; data: ArrayBuffer }[];
}

export type SendAnswer =
  | { readonly ok: true; readonly message: ShownMessage }
  | { readonly ok: false; readonly error: { readonly code: string } };
