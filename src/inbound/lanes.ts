import { createHmac, randomBytes } from "node:crypto";
import { setImmediate as letOthers } from "node:timers/promises";
import { type ChannelAdapter, externalId, type Interpretation } from "../contract/index.ts";
import type { RawInbound } from "../database/generated/client.ts";

/** Raw rows that are taken in one after the other: those of one thread, in the order they came. */
export interface Lane {
  /** Of the thread, or the row's id when it has none. Without the customer's address, for it gets into the log. */
  readonly id: string;
  readonly rows: Read[];
}

/** What of a raw row is needed once it is interpreted. */
export type RawHead = Pick<RawInbound, "id" | "channel" | "attempts" | "receivedAt">;

/** A raw row and what it says. */
export interface Read {
  readonly raw: RawHead;
  readonly said: Interpretation | { readonly failed: Error };
}

/** A row that waits, and whether it may be tried now. `body` is null in a row that the sorter knows. */
export type WaitingRow = RawHead &
  Pick<RawInbound, "externalId" | "contentType" | "meta" | "proof"> & {
    readonly due: boolean;
    readonly body: Uint8Array | null;
  };

/** Fresh rows that hold receipts alone: they depend on nothing, so they go together. */
export const RECEIPTS = "receipts";

/** What hundreds of rows say takes a tenth of a second to find out: nothing else had a turn so long. */
const MOST_AT_A_TIME_MS = 2;

interface Known {
  readonly said: Read["said"];
  readonly thread: string | null;
}

/**
 * Sorts waiting rows into lanes. A row may wait for many looks: what it says is found out at the first, which is as good
 * at the others, because to interpret is pure.
 */
export class LaneSorter {
  readonly #channels: ReadonlyMap<string, ChannelAdapter>;
  /** Of the rows of the last look, by id. */
  #known = new Map<string, Known>();

  constructor(channels: ReadonlyMap<string, ChannelAdapter>) {
    this.#channels = channels;
  }

  /** Ids of the rows whose content need not be read again. */
  get known(): string[] {
    return [...this.#known.keys()];
  }

  /** The lanes that can go: a row that is not due holds up those behind it. One call at a time. */
  async toLanes(rows: readonly WaitingRow[]): Promise<Lane[]> {
    const known = new Map<string, Known>();
    const lanes = new Map<string, Lane>();
    const held = new Set<string>();
    let began = performance.now();
    for (const { due, ...raw } of rows) {
      if (performance.now() - began > MOST_AT_A_TIME_MS) {
        await letOthers();
        began = performance.now();
      }
      const { said, thread } = this.#known.get(raw.id) ?? (await this.#interpret(raw));
      known.set(raw.id, { said, thread });
      const id = laneOf(raw, said, thread);
      if (!due) held.add(id);
      if (held.has(id)) continue;
      const lane = lanes.get(id) ?? { id, rows: [] };
      lane.rows.push({ raw, said });
      lanes.set(id, lane);
    }
    this.#known = known;
    return [...lanes.values()];
  }

  async #interpret(raw: Omit<WaitingRow, "due">): Promise<Known> {
    const said = await interpret(raw, this.#channels);
    const message = "failed" in said ? undefined : said.messages[0];
    if (!message) return { said, thread: null };
    // Which thread a letter belongs to shows only in the tables, after those before it are there.
    return { said, thread: idOfThread(message.references?.scope ?? message.threadKey) };
  }
}

function laneOf(raw: RawHead, said: Read["said"], thread: string | null): string {
  if (thread !== null) return thread;
  const areReceipts = !("failed" in said) && said.consents.length === 0;
  return areReceipts && raw.attempts === 0 ? RECEIPTS : raw.id;
}

const SECRET = randomBytes(16);

function idOfThread(key: string): string {
  return createHmac("sha256", SECRET).update(key).digest("base64url");
}

async function interpret(
  raw: Omit<WaitingRow, "due">,
  channels: ReadonlyMap<string, ChannelAdapter>,
): Promise<Read["said"]> {
  const { body } = raw;
  const adapter = channels.get(raw.channel);
  if (!adapter) return { failed: new Error(`the channel ${raw.channel} is not turned on`) };
  if (!body) return { failed: new Error("the body of a row was not read") };
  try {
    const meta = raw.meta as Record<string, string>;
    return await adapter.interpret({ ...raw, body, meta, externalId: externalId(raw.externalId) });
  } catch (error) {
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}
