import { io, type Socket } from "socket.io-client";
import { backOffMs } from "./back-off.ts";
import type { ChatNews, ChatState } from "./chat-state.ts";
import { createCredentials } from "./create-credentials.ts";
import type { Keep } from "./create-keep.ts";
import type { FromServer, SendAnswer, ToServer, Utterance } from "./wire.ts";

export interface Connection {
  isOpen(): boolean;
  /** Null: no answer came; it may be stored or not. */
  send(utterance: Utterance, timeoutMs: number): Promise<SendAnswer | null>;
  typing(on: boolean): void;
  read(upTo: Parameters<ToServer["read"]>[0]): void;
  /** Asks for what was missed, as after a sleep, and finds out whether there still is a connection. */
  resync(): void;
  identify(token: string): void;
  /** Leaves the session: whoever comes next is somebody else. */
  reset(): void;
}

export interface ConnectionDeps {
  readonly keep: Keep;
  /** What of the conversation is here. */
  place(): Pick<ChatState, "conversationId" | "seq">;
  tell(news: ChatNews): void;
  /** A server has let us in. */
  opened(): void;
}

/** The widget's namespace, wherever this page is mounted: `/widget/` and `/socket.io` are beside each other. */
const PATH = new URL("../socket.io", location.href).pathname;

/** Longer than any server takes for a look at its store. */
const SINCE_TIMEOUT_MS = 8_000;
/** A tab that has changed the session closes our connection before its storage tells us why. */
const AFTER_CLOSE_MS = 400;
const MOST_DELAY_MS = 30_000;

/** A socket that comes back for ever, as whoever the kept session is. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { place, tell } = deps;
  const credentials = createCredentials(deps.keep);
  const socket = createSocket(() => {
    const { conversationId, seq } = place();
    return { ...credentials.show(), ...(conversationId !== null && { conversationId, lastSeq: seq }) };
  });
  const reconnect = (): void => void socket.disconnect().connect();
  comeBack(socket);
  hearNews(socket, tell);
  socket.on("session", ({ session, conversationId }) => {
    if (!credentials.take(session)) return reconnect();
    tell({ kind: "connected", conversationId });
    deps.opened();
  });
  addEventListener("storage", (event) => {
    const heard = credentials.heard(event);
    if (heard === "nothing") return;
    if (heard === "forgotten") tell({ kind: "reset" });
    reconnect();
  });

  return {
    isOpen: () => socket.connected && credentials.isTaken(),
    send: (utterance, timeoutMs) =>
      socket
        .timeout(timeoutMs)
        .emitWithAck("send", utterance)
        .catch(() => null),
    typing: (on) => void socket.volatile.emit("typing", { on }),
    read: (upTo) => void socket.emit("read", upTo),
    resync: createResync(socket, place, tell),
    identify(token) {
      if (credentials.identify(token)) reconnect();
    },
    reset() {
      credentials.forget();
      tell({ kind: "reset" });
      reconnect();
    },
  };
}

type WidgetSocket = Socket<FromServer, ToServer>;

/** `handshake` is asked on each connect. */
function createSocket(handshake: () => Record<string, unknown>): WidgetSocket {
  return io(`${location.origin}/widget`, {
    path: PATH,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelayMax: MOST_DELAY_MS,
    auth: (give) => give(handshake()),
  });
}

/** Socket.IO tries again by itself when a connection is lost, but not when a server has refused or closed it. */
function comeBack(socket: WidgetSocket): void {
  let failures = 0;
  const later = (ms: number): void => void setTimeout(() => socket.connect(), ms);
  socket.on("session", () => {
    failures = 0;
  });
  socket.on("connect_error", () => {
    if (socket.active) return;
    failures += 1;
    later(backOffMs(failures, Math.random()));
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") later(AFTER_CLOSE_MS);
  });
}

function hearNews(socket: WidgetSocket, tell: ConnectionDeps["tell"]): void {
  socket.on("disconnect", () => tell({ kind: "disconnected" }));
  socket.on("message", (message, got) => {
    tell({ kind: "message", message });
    got?.();
  });
  socket.on("delta", (delta) => tell({ kind: "delta", delta }));
  socket.on("retract", ({ turnId }) => tell({ kind: "retract", turnId }));
  socket.on("typing", ({ author, on }) => tell({ kind: "typing", author, on }));
  socket.on("status", ({ messageId, delivery }) => tell({ kind: "status", messageId, delivery }));
  socket.on("conversation", ({ id, state }) => tell({ kind: "conversation", conversationId: id, state }));
}

/** One question at a time, for the server overlooks another one meanwhile. */
function createResync(socket: WidgetSocket, place: ConnectionDeps["place"], tell: ConnectionDeps["tell"]): () => void {
  let isAsking = false;
  const ask = (conversationId: string, seq: number): void => {
    isAsking = true;
    socket
      .timeout(SINCE_TIMEOUT_MS)
      .emitWithAck("since", { conversationId, seq })
      .then(
        ({ messages }) => {
          isAsking = false;
          for (const message of messages) tell({ kind: "message", message });
        },
        () => {
          isAsking = false;
          // Half open: the other side is gone and has not said so.
          socket.disconnect().connect();
        },
      );
  };
  return () => {
    const { conversationId, seq } = place();
    if (!socket.connected) socket.connect();
    else if (conversationId !== null && !isAsking) ask(conversationId, seq);
  };
}
