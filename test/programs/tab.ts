import { randomInt } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { type ChatNews, type ChatState, NOTHING_YET, stateAfter } from "../../channels/widget/page/chat-state.ts";
import type { SendAnswer } from "../../channels/widget/wire.ts";
import type { Delta, ShownMessage, ShownState } from "../../src/contract/index.ts";

/** What the tabs of a browser share. */
interface Browser {
  session: string | null;
}

export interface TabOptions {
  readonly browser: Browser;
  /** The processes of the product: a tab that loses one comes back to any. */
  readonly urls: readonly string[];
  /** A piece of an answer came. */
  readonly onDelta: () => void;
}

const COME_BACK_MS = [20, 200] as const;
const CONNECT_MS = 5_000;
const ACKNOWLEDGE_MS = 10_000;

/** A tab with the chat: what came to it over all its connections, which it loses and makes again. */
export class Tab {
  /** The messages that came as news, in this order. */
  readonly seen: ShownMessage[] = [];
  /** What should not have come, in words. */
  readonly wrong: string[] = [];
  readonly #options: TabOptions;
  #state: ChatState = NOTHING_YET;
  #socket: Socket | null = null;
  #isIn = false;
  #comesBack: NodeJS.Timeout | undefined;

  constructor(options: TabOptions) {
    this.#options = options;
  }

  /** What the page shows. */
  get state(): ChatState {
    return this.#state;
  }

  get isConnected(): boolean {
    return this.#isIn;
  }

  /** Comes with what it has. */
  open(): void {
    if (this.#socket) return;
    const { urls } = this.#options;
    const url = urls[randomInt(urls.length)] ?? "";
    const socket = io(`${url}/widget`, {
      auth: (give) => give(this.#handshake()),
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      timeout: CONNECT_MS,
    });
    this.#socket = socket;
    socket.once("connect_error", () => this.#lost(socket));
    socket.once("disconnect", () => this.#lost(socket));
    this.#listen(socket);
  }

  close(): void {
    clearTimeout(this.#comesBack);
    const socket = this.#socket;
    this.#socket = null;
    this.#isIn = false;
    socket?.disconnect();
  }

  /** False: nobody has acknowledged it, and it may be stored or not. */
  async send(clientId: string, text: string): Promise<boolean> {
    if (!this.#socket || !this.#isIn) return false;
    const sending = this.#socket.timeout(ACKNOWLEDGE_MS).emitWithAck("send", { clientId, text });
    const answer: SendAnswer | null = await sending.catch(() => null);
    if (answer?.ok === false && answer.error.code !== "unavailable") this.wrong.push(`refused as ${answer.error.code}`);
    return answer?.ok === true;
  }

  #handshake(): Record<string, unknown> {
    const last = this.seen.at(-1);
    const { session } = this.#options.browser;
    return { session, ...(last && { conversationId: last.conversationId, lastSeq: last.seq }) };
  }

  #lost(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.close();
    this.#tell({ kind: "disconnected" });
    this.#comesBack = setTimeout(() => this.open(), randomInt(...COME_BACK_MS));
  }

  #listen(socket: Socket): void {
    socket.once("session", ({ session, conversationId }: { session: string; conversationId: string | null }) => {
      this.#options.browser.session = session;
      this.#isIn = true;
      this.#tell({ kind: "connected", conversationId });
    });
    socket.on("message", (message: ShownMessage, got?: () => void) => {
      this.#take(message);
      got?.();
    });
    socket.on("delta", (delta: Delta) => {
      this.#tell({ kind: "delta", delta });
      this.#options.onDelta();
    });
    socket.on("conversation", ({ id, state }: { id: string; state: ShownState }) =>
      this.#tell({ kind: "conversation", conversationId: id, state }),
    );
    socket.on("retract", ({ turnId }: { turnId: string }) => this.#tell({ kind: "retract", turnId }));
  }

  #take(message: ShownMessage): void {
    const { seq, internal, turnId, author, text, conversationId } = message;
    const last = this.seen.at(-1);
    if (last && seq <= last.seq) this.wrong.push(`${seq} came after ${last.seq}`);
    if (last && conversationId !== last.conversationId) this.wrong.push(`${seq} is of another conversation`);
    if (internal) this.wrong.push(`${seq} is internal`);
    const shown = this.#state.streams.find((stream) => stream.turnId === turnId)?.text;
    if (author === "assistant" && shown !== undefined && !text.startsWith(shown))
      this.wrong.push(`"${shown}" was shown, "${text}" is stored`);
    this.seen.push(message);
    this.#tell({ kind: "message", message });
  }

  #tell(news: ChatNews): void {
    this.#state = stateAfter(this.#state, news);
  }
}
