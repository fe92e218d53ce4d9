import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import { z } from "zod";
import type { Delta, ShownDelivery, ShownMessage, ShownState } from "../../src/contract/index.ts";

const SEQ = z.int().min(0);
/** Any UUID, also one whose version nobody knows. */
const ID = z.guid().toLowerCase();

/*
 * What is said on the socket, as the README has it. Payloads of pages are checked on arrival; what they hold besides is
 * overlooked.
 */

/** What a page says of itself on connecting. Rubbish counts as absent: a visitor with a broken storage is a new one. */
export const HANDSHAKE = z
  .object({
    session: z.string().max(100).nullable().catch(null),
    identity: z.string().max(8192).nullable().catch(null),
    conversationId: ID.nullable().catch(null),
    lastSeq: SEQ.catch(0),
  })
  .catch({ session: null, identity: null, conversationId: null, lastSeq: 0 });
export type Handshake = z.infer<typeof HANDSHAKE>;

export const SEND = z.object({
  clientId: ID,
  text: z.string(),
  attachments: z
    .array(z.object({ filename: z.string(), contentType: z.string(), data: z.instanceof(Uint8Array) }))
    .default([]),
});
export type Send = z.infer<typeof SEND>;

export const TYPING = z.object({ on: z.boolean() });
/** Of `read` and `since`. */
export const PLACE = z.object({ conversationId: ID, seq: SEQ });

export type SendAnswer =
  | { readonly ok: true; readonly message: ShownMessage }
  | { readonly ok: false; readonly error: SendRefusal };

/** `message` is for developers; pages choose their words by `code`. */
export interface SendRefusal {
  readonly code: "invalid" | "too_long" | "too_large" | "rate_limited" | "unavailable";
  readonly message: string;
}

/** Nothing that comes is believed to be what its name says: handlers take what there is and check it. */
interface ToServer {
  send(...given: unknown[]): void;
  typing(...given: unknown[]): void;
  read(...given: unknown[]): void;
  since(...given: unknown[]): void;
}

interface ToClient {
  session(about: { session: string; conversationId: string | null; seq: number }): void;
  /** A page that calls `got` proves that the message reached it. One that does not is none the worse for it. */
  message(message: ShownMessage, got?: () => void): void;
  delta(delta: Delta): void;
  retract(about: { turnId: string }): void;
  typing(about: { author: "assistant" | "operator"; on: boolean }): void;
  status(about: { messageId: string; delivery: ShownDelivery }): void;
  conversation(about: { id: string; state: ShownState }): void;
}

export type WidgetNamespace = Namespace<ToServer, ToClient, DefaultEventsMap, unknown>;
export type WidgetSocket = Socket<ToServer, ToClient, DefaultEventsMap, unknown>;
