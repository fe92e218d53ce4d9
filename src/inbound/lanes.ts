import { createHmac, randomBytes } from "node:crypto";
import { type ChannelAdapter, externalId, type Interpretation } from "../contract/index.ts";
import type { RawInbound } from "../database/generated/client.ts";

/** Raw rows that are taken in one after the other: those of one thread, in the order they came. */
export interface Lane {
  /** Of the thread, or the row's id when it has none. Without the customer's address, for it gets into the log. */
  readonly id: string;
  readonly rows: Read[];
}

/** A raw row and what it says. */
export interface Read {
  readonly raw: RawInbound;
  readonly said: Interpretation | { readonly failed: Error };
}

/** A row that waits, and whether it may be tried now. */
export type WaitingRow = RawInbound & { readonly due: boolean };

/** Fresh rows that hold receipts alone: they depend on nothing, so they go together. */
export const RECEIPTS = "receipts";

/** The lanes that can go: a row that is not due holds up those behind it. */
export function toLanes(rows: readonly WaitingRow[], channels: ReadonlyMap<string, ChannelAdapter>): Lane[] {
  const lanes = new Map<string, Lane>();
  const held = new Set<string>();
  for (const { due, ...raw } of rows) {
    const said = interpret(raw, channels);
    const id = laneOf(raw, said);
    if (!due) held.add(id);
    if (held.has(id)) continue;
    const lane = lanes.get(id) ?? { id, rows: [] };
    lane.rows.push({ raw, said });
    lanes.set(id, lane);
  }
  return [...lanes.values()];
}

function laneOf(raw: RawInbound, said: Read["said"]): string {
  if ("failed" in said) return raw.id;
  const thread = said.messages[0]?.threadKey;
  if (thread !== undefined) return idOfThread(thread);
  return said.consents.length === 0 && raw.attempts === 0 ? RECEIPTS : raw.id;
}

const SECRET = randomBytes(16);

function idOfThread(key: string): string {
  return createHmac("sha256", SECRET).update(key).digest("base64url");
}

function interpret(raw: RawInbound, channels: ReadonlyMap<string, ChannelAdapter>): Read["said"] {
  const adapter = channels.get(raw.channel);
  if (!adapter) return { failed: new Error(`the channel ${raw.channel} is not turned on`) };
  try {
    const meta = raw.meta as Record<string, string>;
    return adapter.interpret({ ...raw, meta, externalId: externalId(raw.externalId) });
  } catch (error) {
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}
