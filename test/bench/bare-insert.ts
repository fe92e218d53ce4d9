import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../src/database/database.ts";
import type { Prisma } from "../../src/database/generated/client.ts";

const SILENT = { info() {}, warn() {} };

/**
 * Writes the rows of every conversation with a number that begins with `prefix` into an empty database of the same kind:
 * one transaction for a text, nothing read, nothing decided. Returns texts per second.
 */
export async function insertBare(dataDir: string, prefix: string, atOnce: number): Promise<number> {
  const left = await readAll(dataDir, prefix);
  const count = left.length;
  const emptyDir = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
  const database = await openDatabase({ dataDir: emptyDir, log: SILENT });
  try {
    const began = performance.now();
    const writer = async (): Promise<void> => {
      for (let rows = left.pop(); rows; rows = left.pop()) await write(database, rows);
    };
    await Promise.all(Array.from({ length: atOnce }, writer));
    return count / ((performance.now() - began) / 1_000);
  } finally {
    await database.close();
    await rm(emptyDir, { recursive: true, force: true });
  }
}

async function readAll(dataDir: string, prefix: string): ReturnType<typeof readRows> {
  const source = await openDatabase({ dataDir, log: SILENT });
  try {
    return await readRows(source, prefix);
  } finally {
    await source.close();
  }
}

type Rows = Awaited<ReturnType<typeof readRows>>[number];

async function readRows({ outside }: Database, prefix: string) {
  const conversations = await outside.conversation.findMany({
    where: { theirAddress: { startsWith: prefix } },
    include: {
      contact: { include: { addresses: true } },
      messages: true,
      events: true,
      outbox: true,
      segments: true,
      turns: { include: { steps: true, toolCalls: true } },
    },
  });
  return await Promise.all(
    conversations.map(async (conversation) => {
      const rawIds = conversation.messages.flatMap(({ rawId }) => rawId ?? []);
      const providerIds = conversation.outbox.flatMap(({ providerId }) => providerId ?? []);
      const raws = await outside.rawInbound.findMany({
        where: { OR: [{ id: { in: rawIds } }, ...providerIds.map((id) => ({ externalId: { contains: id } }))] },
      });
      const calls = await outside.modelCall.findMany({ where: { conversationId: conversation.id } });
      return { conversation, raws, calls };
    }),
  );
}

async function write(database: Database, { conversation: whole, raws, calls }: Rows): Promise<void> {
  const { contact: person, messages, events, outbox, segments, turns, ...conversation } = whole;
  const { addresses, ...contact } = person;
  await database.transaction(async (tx) => {
    await tx.rawInbound.createMany({ data: raws as Prisma.RawInboundCreateManyInput[] });
    await tx.contact.createMany({ data: [contact] });
    await tx.contactAddress.createMany({ data: addresses });
    await tx.conversation.createMany({ data: [conversation] });
    await tx.message.createMany({ data: messages as Prisma.MessageCreateManyInput[] });
    await tx.event.createMany({ data: events as Prisma.EventCreateManyInput[] });
    await tx.segment.createMany({ data: segments });
    for (const { steps, toolCalls, ...turn } of turns) {
      await tx.turn.createMany({ data: [turn as Prisma.TurnCreateManyInput] });
      await tx.turnStep.createMany({ data: steps as Prisma.TurnStepCreateManyInput[] });
      await tx.toolCall.createMany({ data: toolCalls as Prisma.ToolCallCreateManyInput[] });
    }
    await tx.modelCall.createMany({ data: calls });
    await tx.outbox.createMany({ data: outbox as Prisma.OutboxCreateManyInput[] });
  });
}
