import { v7 as uuid } from "uuid";
import { type ChannelName, type Json, PayloadError, type RawInbound, type ShownMessage } from "../contract/index.ts";
import { MESSAGE_SHOWN_WITH, toMessageView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";
import { type IngestDeps, type Ingested, ingest } from "./ingest.ts";
import type { FreshRaw, RawStore } from "./store-raws.ts";

export interface AcceptDeps {
  readonly raws: RawStore;
  wakeIngest(): void;
}

/**
 * Stores what a provider handed us, before it is acknowledged. Resolves when it is on disk.
 * The same thing a second time is recognised by its key and stored once, however many come at once.
 */
export async function accept(raw: RawInbound, channel: ChannelName, deps: AcceptDeps): Promise<"stored" | "duplicate"> {
  const outcome = await deps.raws.store(toFresh(raw, channel, new Date()));
  if (outcome === "stored") deps.wakeIngest();
  return outcome;
}

/** Stores what was fetched, and up to where, in one transaction: whatever ends in between, nothing is lost or read twice. */
export async function acceptAll(
  raws: readonly RawInbound[],
  place: { readonly key: string; readonly value: Json },
  channel: ChannelName,
  deps: { readonly database: Database; wakeIngest(): void },
): Promise<number> {
  const receivedAt = new Date();
  const count = await deps.database.transaction(async (tx) => {
    const data = raws.map((raw) => toRow(toFresh(raw, channel, receivedAt)));
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
  const { id, isTaken } = await storeOnce(toFresh(raw, channel, receivedAt), deps);
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
  fresh: FreshRaw,
  { raws, database: { outside } }: Pick<AcceptDeps, "raws"> & { readonly database: Database },
): Promise<{ readonly id: string; readonly isTaken: boolean }> {
  if ((await raws.store(fresh)) === "stored") return { id: fresh.id, isTaken: false };
  const { channel, externalId, receivedAt } = fresh;
  const known = await outside.rawInbound.findUniqueOrThrow({
    where: { channel_externalId: { channel, externalId } },
    select: { id: true, state: true },
  });
  // One that was given up gets another chance with whoever sends it again.
  await outside.rawInbound.updateMany({
    where: { id: known.id, state: "dead", purgedAt: null },
    data: { state: "pending", attempts: 0, nextTryAt: receivedAt },
  });
  return { id: known.id, isTaken: known.state === "done" };
}

/** Ids of this kind rise, so that rows of one millisecond are taken in in the order in which they came. */
function toFresh(raw: RawInbound, channel: ChannelName, receivedAt: Date): FreshRaw {
  const { externalId, contentType, meta, body } = raw;
  return { id: uuid(), channel, externalId, contentType, meta, body, receivedAt };
}

function toRow({ body, ...row }: FreshRaw): Prisma.RawInboundCreateManyInput {
  return { ...row, body: Uint8Array.from(body) };
}
