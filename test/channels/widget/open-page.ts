import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { SendAnswer } from "../../../channels/widget/wire.ts";
import type { ShownMessage } from "../../../src/contract/index.ts";
import { until } from "../../harness/until.ts";

export interface PageOptions {
  readonly auth?: unknown;
  readonly origin?: string;
  /** Whether it says of each message that it has got it. */
  readonly acknowledges?: boolean;
  readonly reconnects?: boolean;
}

/** A visitor's page: a real client, and what came to it. */
export interface Page {
  readonly socket: Socket;
  /** Everything that came, oldest first. */
  readonly came: readonly (readonly [event: string, payload: unknown])[];
  /** Why the connection ended, each time it did. */
  readonly ends: readonly string[];
  /** Resolves with the session; rejects with the connect_error. */
  connected(): Promise<SessionSaid>;
  session(): SessionSaid;
  messages(): ShownMessage[];
  /** The payloads of one kind of event. */
  all<T>(event: string): T[];
  say(text: string, clientId?: string): Promise<SendAnswer>;
  /** Any event with any payload; resolves with the acknowledgement. */
  ask<T>(event: string, ...payload: unknown[]): Promise<T>;
  close(): void;
}

export interface SessionSaid {
  readonly session: string;
  readonly conversationId: string | null;
  readonly seq: number;
}

export function openPage(url: string, options: PageOptions = {}): Page {
  const { auth = {}, origin, acknowledges = false, reconnects = false } = options;
  const came: [string, unknown][] = [];
  const ends: string[] = [];
  const socket = io(url, {
    auth: auth as Record<string, unknown>,
    transports: ["websocket"],
    forceNew: true,
    reconnection: reconnects,
    reconnectionDelay: 20,
    ...(origin === undefined ? {} : { extraHeaders: { origin } }),
  });
  let refused: Error | null = null;
  socket.on("connect_error", (error) => {
    refused = error;
  });
  socket.on("disconnect", (reason) => ends.push(reason));
  socket.onAny((event: string, payload: unknown, got?: () => void) => {
    came.push([event, payload]);
    if (acknowledges) got?.();
  });
  const all = <T>(event: string): T[] => came.filter(([name]) => name === event).map(([, payload]) => payload as T);
  const ask = <T>(event: string, ...payload: unknown[]): Promise<T> =>
    socket.timeout(5000).emitWithAck(event, ...payload) as Promise<T>;
  return {
    socket,
    came,
    ends,
    all,
    ask,
    async connected() {
      await until("a session", () => refused !== null || all("session").length > 0);
      if (refused !== null) throw refused;
      return all<SessionSaid>("session").at(-1)!;
    },
    session: () => all<SessionSaid>("session").at(-1)!,
    messages: () => all<ShownMessage>("message"),
    say: (text, clientId = randomUUID()) => ask("send", { clientId, text }),
    close: () => void socket.disconnect(),
  };
}

/** The message of a `send` that has to be taken. */
export function taken(answer: SendAnswer): ShownMessage {
  if (!answer.ok) throw new Error(`refused as ${answer.error.code}`);
  return answer.message;
}
