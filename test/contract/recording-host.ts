import type {
  ChannelAdapter,
  ChannelHost,
  ChannelName,
  Interpretation,
  RawInbound,
  StoredRaw,
} from "../../src/contract/index.ts";
import { createRecordedConversations, type RecordedConversations } from "./recorded-conversations.ts";
import { createRecordingMemory } from "./recording-memory.ts";
import { createTurnstile } from "./turnstile.ts";

export interface RecordingHost extends ChannelHost {
  /** What came to be accepted, repetitions and what could not be stored included, oldest first. */
  readonly accepted: readonly RawInbound[];
  /** What is stored of it: each once, in the order in which it was. */
  readonly rows: readonly RawInbound[];
  /** The lines that were logged, as JSON. */
  readonly lines: readonly string[];
  /** The conversations behind `live`. */
  readonly conversations: RecordedConversations;
  /** What storing does from now on; by default it is done at once. Called after the raw row is noted. */
  onAccept(act: () => Promise<void>): void;
  /** Whose raw rows `live` interprets. */
  attach(adapter: Pick<ChannelAdapter, "channel" | "interpret">): void;
}

/** A host that stores in memory. `shared`: another host on the same store, such as that of another process. */
export function createRecordingHost(shared: Store = createStore()): RecordingHost {
  const { accepted, rows, memory } = shared;
  const lines: string[] = [];
  let adapter: Pick<ChannelAdapter, "channel" | "interpret"> | null = null;
  let act = async (): Promise<void> => {};
  const log = (about: object, message: string): void => {
    lines.push(JSON.stringify({ ...about, message }));
  };
  /** All of it, or none. Returns how many were new. */
  const store = async (raws: readonly RawInbound[]): Promise<number> => {
    accepted.push(...raws);
    await act();
    const fresh = raws.filter((raw) => !rows.some(({ externalId }) => externalId === raw.externalId));
    rows.push(...fresh);
    return fresh.length;
  };
  const conversations = createRecordedConversations(async (raw) => {
    if (adapter === null) throw new Error("No adapter is attached to interpret this");
    const { messages } = await adapter.interpret(stored(raw, adapter.channel));
    await store([raw]);
    return messages;
  });
  return {
    accepted,
    rows,
    lines,
    conversations,
    onAccept(next) {
      act = next;
    },
    attach(next) {
      adapter = next;
    },
    accept: async (raw) => ((await store([raw])) === 0 ? "duplicate" : "stored"),
    async acceptAll(raws, { key, value }) {
      const fresh = await store(raws);
      await memory.set(key, value, null);
      return fresh;
    },
    memory,
    alone: shared.turnstile,
    live: conversations.live,
    log: { info: log, warn: log },
  };
}

type Store = ReturnType<typeof createStore>;

/** What all processes have in common. */
export function createStore() {
  const accepted: RawInbound[] = [];
  const rows: RawInbound[] = [];
  return { accepted, rows, memory: createRecordingMemory(), turnstile: createTurnstile() };
}

/** What an adapter says of raw rows, one after the other. */
export async function interpretAll(
  { channel, interpret }: Pick<ChannelAdapter, "channel" | "interpret">,
  raws: readonly RawInbound[],
): Promise<Interpretation[]> {
  const said: Interpretation[] = [];
  for (const raw of raws) said.push(await interpret(stored(raw, channel)));
  return said;
}

/** The row as the store gives it back. */
export function stored(raw: RawInbound, channel: ChannelName, proof: unknown = null): StoredRaw {
  return {
    ...raw,
    channel,
    body: Uint8Array.from(raw.body),
    receivedAt: new Date("2026-03-01T12:00:00Z"),
    proof,
  };
}
