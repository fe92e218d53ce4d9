import {
  address,
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

/** Somebody who writes: one thread, which lives as long as the command. */
export interface Typist {
  /** Names the thread; opaque, unique over all commands on a database. */
  readonly session: string;
  /** As a channel might give it; null: unknown. */
  readonly name: string | null;
  /** Whether it counts as proven who that is. Nobody proves anything at a terminal: for rehearsals. */
  readonly isVerified: boolean;
  /** Of a thread of letters. */
  readonly subject: string | null;
}

/** Whoever sits at this machine: nobody has proven who that is. */
export const somebodyAt = (session: string): Typist => ({ session, name: null, isVerified: false, subject: null });

export interface TerminalChannel extends SendingAdapter {
  /** What was typed. Resolves when it is stored. `id` is the caller's and makes typing twice one message. */
  type(by: Typist, text: string, id: string): Promise<void>;
}

/** Which medium a terminal plays, and what is possible there. */
export type Medium = Pick<SendingAdapter, "channel" | "capabilities">;

/** A live chat. */
export const CHAT: Medium = {
  channel: "widget",
  capabilities: {
    maxTextLength: 100_000,
    maxAnswerLength: null,
    markup: "markdown",
    voice: "widget",
    burst: { quietMs: 0, atMostMs: 0 },
    partGapMs: 0,
    patienceMs: 90_000,
    answersWithinMs: null,
    envelope: false,
    live: false,
    hidesMachines: false,
    findsSent: false,
    authenticates: false,
    fetchesMedia: false,
    renders: false,
    measures: false,
  },
};

/**
 * A channel without a provider, for trying the assistant out. `show` gets every part of an answer; false: that session is
 * not here, as of a command that was killed.
 */
export function createTerminalChannel(
  { channel, capabilities }: Medium,
  show: (session: string, text: string) => boolean,
  host: ChannelHost,
): TerminalChannel {
  return {
    channel,
    capabilities,
    routes: [],
    async start() {},
    async stop() {},
    async type({ session, name, isVerified, subject }, text, id) {
      // PostgreSQL stores no NUL in a text.
      const typed: Typed = { text: text.replaceAll("\0", ""), name, subject, isVerified };
      const body = Buffer.from(JSON.stringify(typed));
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
      const isShown = part.threadKey.startsWith(PREFIX) && show(part.threadKey.slice(PREFIX.length), part.text);
      if (!isShown) throw new SendError("That terminal is gone.", GONE);
      return { providerId: providerId(`terminal:${part.id}`) };
    },
    health: () => ({ ok: true }),
  };
}

const PREFIX = "terminal:";

/** The name of a session's thread. */
export const threadOf = (session: string) => threadKey(`${PREFIX}${session}`);

/** Left over by a command that was killed. */
const GONE = { code: "terminal_gone", retryable: false, maybeSent: false };

interface Typed {
  readonly text: string;
  readonly name: string | null;
  readonly subject: string | null;
  readonly isVerified: boolean;
}

function interpret(raw: StoredRaw): Interpretation {
  const { session } = raw.meta;
  const typed = typedIn(raw.body);
  if (session === undefined || typed === null) throw new PayloadError("This is nothing that was typed at a terminal.");
  const { text, name, subject, isVerified } = typed;
  const message: InboundMessage = {
    externalId: raw.externalId,
    threadKey: threadOf(session),
    references: null,
    fingerprint: null,
    from: {
      address: address(`${PREFIX}${session}`),
      name,
      proof: isVerified ? "rehearsal" : null,
      issued: false,
      aliases: [],
    },
    to: address("terminal"),
    replyTo: null,
    copies: [],
    subject,
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

function typedIn(body: Uint8Array): Typed | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    const { text, name, subject, isVerified } = (parsed ?? {}) as Partial<Record<keyof Typed, unknown>>;
    if (typeof text !== "string") return null;
    return { text, name: wordsIn(name), subject: wordsIn(subject), isVerified: isVerified === true };
  } catch {
    return null;
  }
}

const wordsIn = (value: unknown): string | null => (typeof value === "string" ? value : null);
