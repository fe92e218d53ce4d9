import {
  address,
  type Capabilities,
  type ChannelHost,
  externalId,
  type InboundMessage,
  type Interpretation,
  PayloadError,
  providerId,
  SendError,
  type SendingAdapter,
  type StoredRaw,
  threadKey,
} from "../../src/contract/index.ts";

/** A person at the terminal: one thread, which lives as long as the command. */
export interface TerminalChannel extends SendingAdapter {
  /** What was typed. Resolves when it is stored. `id` is the caller's and makes typing twice one message. */
  type(text: string, id: string): Promise<void>;
}

const CAPABILITIES: Capabilities = {
  maxTextLength: 100_000,
  maxAnswerLength: null,
  markup: "markdown",
  voice: "widget",
  burst: { quietMs: 0, atMostMs: 0 },
  patienceMs: 90_000,
  envelope: false,
  live: false,
  findsSent: false,
  authenticates: false,
};

/** A live chat without a browser, for trying the assistant out. `session` names the thread, `show` gets every answer. */
export function createTerminalChannel(
  session: string,
  show: (text: string) => void,
  host: ChannelHost,
): TerminalChannel {
  return {
    channel: "widget",
    capabilities: CAPABILITIES,
    routes: [],
    async start() {},
    async stop() {},
    async type(text, id) {
      // PostgreSQL stores no NUL in a text.
      const body = Buffer.from(JSON.stringify({ text: text.replaceAll("\0", "") }));
      const meta = { session, id };
      await host.accept({
        externalId: externalId(`terminal:${session}:${id}`),
        contentType: "application/json",
        body,
        meta,
      });
    },
    interpret,
    async send(part) {
      if (part.threadKey !== keyOf(session)) throw new SendError("That terminal is gone.", GONE);
      show(part.text);
      return { providerId: providerId(`terminal:${part.id}`) };
    },
    health: () => ({ ok: true }),
  };
}

const keyOf = (session: string) => threadKey(`terminal:${session}`);

/** Left over by a command that was killed. */
const GONE = { code: "terminal_gone", retryable: false, maybeSent: false };

function interpret(raw: StoredRaw): Interpretation {
  const { session } = raw.meta;
  const text = textOf(raw.body);
  if (session === undefined || text === null) throw new PayloadError("This is nothing that was typed at a terminal.");
  const message: InboundMessage = {
    externalId: raw.externalId,
    threadKey: keyOf(session),
    references: null,
    fingerprint: null,
    // Whoever sits at this machine: nobody has proven who that is.
    from: { address: address(`terminal:${session}`), name: null, proof: null, issued: false, aliases: [] },
    to: address("terminal"),
    replyTo: null,
    copies: [],
    subject: null,
    text,
    fullText: text,
    html: null,
    class: "human",
    suppressed: null,
    attachments: [],
    at: null,
  };
  return { messages: [message], receipts: [], consents: [] };
}

function textOf(body: Uint8Array): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    const { text } = (parsed ?? {}) as { text?: unknown };
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}
