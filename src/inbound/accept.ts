import { v7 as uuid } from "uuid";
import { type ChannelName, type Json, PayloadError, type RawInbound, type ShownMessage } from "../contract/index.ts";
import { MESSAGE_SHOWN_WITH, toMessageView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";
import { type IngestDeps, type Ingested, ingest } from "./ingest.ts";

export interface AcceptDeps {
  readonly database: Database;
  wakeIngest(): void;
}

/**
 * Stores what a provider handed us, before it is acknowledged. Resolves when it is on disk.
 * The same thing a second time is recognised by its key and stored once, however many come at once.
 */
export async function accept(raw: RawInbound, channel: ChannelName, deps: AcceptDeps): Promise<"stored" | "duplicate"> {
  const { count } = await deps.database.outside.rawInbound.createMany({
    data: toRow(raw, channel, new Date()),
    skipDuplicates: true,
  });
  if (count === 0) return "duplicate";
  deps.wakeIngest();
  return "stored";
}

/** Stores what was fetched, and up to where, in one transaction: whatever ends in between, nothing is lost or read twice. */
export async function acceptAll(
  raws: readonly RawInbound[],
  place: { readonly key: string; readonly value: Json },
  channel: ChannelName,
  deps: AcceptDeps,
): Promise<number> {
  const receivedAt = new Date();
  const count = await deps.database.transaction(async (tx) => {
    // Ids of this kind rise, so that they are taken in in the order in which they were read.
    const data = raws.map((raw) => ({ ...toRow(raw, channel, receivedAt), id: uuid() }));
    const { count } = await tx.rawInbound.createMany({ data, skipDuplicates: true });
    const { key } = place;
    const value = place.value as Prisma.InputJsonValue;
    await tx.channelMemory.upsert({
      where: { channel_key: { channel, key } },
      create: { channel, key, value },
      update: { value },
    });
    return count;
  });
  if (count > 0) deps.wakeIngest();
  return count;
}

/**
 * Stores and takes in at once, for somebody who waits for the message. What cannot be taken in now is stored all the same,
 * and the worker has it.
 * @throws {PayloadError} and nothing is stored.
 */
export async function acceptAndIngest(
  raw: RawInbound,
  channel: ChannelName,
  deps: IngestDeps & AcceptDeps & { wakeTurns(at: Date): void },
): Promise<ShownMessage> {
  const { database, channels } = deps;
  const adapter = channels.get(channel);
  if (!adapter) throw new Error(`the channel ${channel} is not turned on`);
  const receivedAt = new Date();
  const said = await adapter.interpret({ ...raw, channel, receivedAt, proof: null });
  if (said.messages.length !== 1) throw new PayloadError("This is not one message.");
  const { id, isTaken } = await storeOnce(raw, channel, receivedAt, database);
  try {
    // What came before is not looked at again: its files may be other ones this time, and nobody would refer to them.
    const ingested: Ingested = isTaken
      ? { kind: "not_pending" }
      : await ingest({ id, channel, attempts: 0, receivedAt }, said, deps);
    if (ingested.kind === "done") for (const at of ingested.turnsDue) deps.wakeTurns(at);
  } catch (error) {
    deps.wakeIngest();
    throw error;
  }
  const row = await database.outside.message.findUnique({
    where: { rawId_rawIndex: { rawId: id, rawIndex: 0 } },
    include: MESSAGE_SHOWN_WITH,
  });
  if (!row) throw new Error("stored, and not taken in yet");
  return toMessageView(row);
}

/** Returns the id of the row, also when it was there already. `isTaken`: what it says was taken in before. */
async function storeOnce(
  raw: RawInbound,
  channel: ChannelName,
  at: Date,
  { outside }: Database,
): Promise<{ readonly id: string; readonly isTaken: boolean }> {
  const id = uuid();
  const { count } = await outside.rawInbound.createMany({
    data: { ...toRow(raw, channel, at), id },
    skipDuplicates: true,
  });
  if (count > 0) return { id, isTaken: false };
  const { externalId } = raw;
  const known = await outside.rawInbound.findUniqueOrThrow({
    where: { channel_externalId: { channel, externalId } },
    select: { id: true, state: true },
  });
  // One that was given up gets another chance with whoever sends it again.
  await outside.rawInbound.updateMany({
    where: { id: known.id, state: "dead", purgedAt: null },
    data: { state: "pending", attempts: 0, nextTryAt: at },
  });
  return { id: known.id, isTaken: known.state === "done" };
}

function toRow({ externalId, contentType, meta, body }: RawInbound, channel: ChannelName, receivedAt: Date) {
  return { channel, externalId, contentType, meta, body: Uint8Array.from(body), receivedAt };
}
