import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlToReach } from "../../prisma/schema-diff.ts";
import { createSchemaEngine } from "../../prisma/schema-engine.ts";
import { isUniqueViolation } from "../../src/database/sql-error.ts";
import type { Queries } from "../../src/database/transactions.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

const SCHEMA = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));
const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
const NOW = new Date("2026-11-22T12:00:00Z");

let test: TestDatabase;
let outside: Queries;
let conversationId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  outside = test.database.outside;
  const contact = await outside.contact.create({ data: {} });
  const thread = { channel: "sms", threadKey: "a", ourAddress: "+1", theirAddress: "+2" } as const;
  conversationId = (await outside.conversation.create({ data: { contactId: contact.id, seq: 9, ...thread } })).id;
});
afterAll(() => test.drop());

function message(
  seq: number,
  fullText = "hello",
): { id: string; conversationId: string; seq: number } & {
  engagement: number;
  author: "customer";
  text: string;
  fullText: string;
  at: Date;
} {
  const id = `00000000-0000-7000-8000-${String(seq).padStart(12, "0")}`;
  return { id, conversationId, seq, engagement: 1, author: "customer", text: "hello", fullText, at: NOW };
}

describe("the migrations", () => {
  it("make the database that schema.prisma describes [DB-7]", async () => {
    expect(await sqlToReach(SCHEMA, test.database.pool)).toBeNull();
  });

  it("are in order in the eyes of Prisma's own engine", async () => {
    const engine = await createSchemaEngine(
      { path: SCHEMA, content: readFileSync(SCHEMA, "utf8") },
      test.database.pool,
    );
    const names = readdirSync(MIGRATIONS).filter((name) => !name.endsWith(".toml"));
    const lockfile = {
      path: "migration_lock.toml",
      content: readFileSync(join(MIGRATIONS, "migration_lock.toml"), "utf8"),
    };
    const migrationDirectories = names.map((name) => {
      const value = readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } as const } };
    });

    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList: { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: "", migrationDirectories },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();

    expect(diagnosis).toEqual({
      hasMigrationsTable: true,
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
    });
  });
});

describe("the database itself", () => {
  it.each([
    ["an operator's conversation without an operator", { owner: "operator" }, "assignee"],
    ["a queued conversation that waits since never", { owner: "queued" }, "waiting"],
    ["a conversation that waits and is not queued", { waitingSince: NOW }, "waiting"],
    ["an answer beyond the last message", { answeredSeq: 10 }, "answeredSeq"],
    ["a customer's message beyond the last message", { customerSeq: 10 }, "customerSeq"],
    ["an epoch before the first", { epoch: 0 }, "epoch"],
  ] as const)("refuses %s", async (_name, data, constraint) => {
    await expect(outside.conversation.update({ where: { id: conversationId }, data })).rejects.toThrow(
      `violates check constraint \\"Conversation_${constraint}_check\\"`.replaceAll("\\", ""),
    );
  });

  it("numbers tickets from 1001", async () => {
    const ticket = { conversationId, category: "billing", severity: "low", summary: "A refund" } as const;
    expect(await outside.ticket.create({ data: { ...ticket, matter: "a" } })).toMatchObject({ number: 1001 });
    expect(await outside.ticket.create({ data: { ...ticket, matter: "b" } })).toMatchObject({ number: 1002 });
  });

  it("lets a conversation have one open turn", async () => {
    const turn = { conversationId, engagement: 1, epoch: 1, upToSeq: 1, model: "claude" };
    const first = await outside.turn.create({ data: turn });

    const second = await outside.turn.create({ data: turn }).catch((error: unknown) => error);
    expect(isUniqueViolation(second, "Turn_conversationId_open_key")).toBe(true);

    await outside.turn.update({ where: { id: first.id }, data: { endedAt: NOW, outcome: "replied" } });
    await outside.turn.create({ data: turn });
  });

  it("never changes what has happened, but to erase a person", async () => {
    await outside.event.create({ data: { conversationId, seq: 3, kind: "claimed", at: NOW } });

    await expect(outside.event.updateMany({ data: { kind: "released" } })).rejects.toThrow(
      /only ever appended: UPDATE/,
    );
    await expect(outside.event.deleteMany()).rejects.toThrow(/only ever appended: DELETE/);
    await expect(outside.$executeRaw`TRUNCATE "Event"`).rejects.toThrow(/only ever appended: TRUNCATE/);
    expect(await outside.event.count()).toBe(1);

    await test.database.transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('switchboard.may_erase', 'on', true)`;
      await tx.event.deleteMany();
    });
    await outside.event.create({ data: { conversationId, seq: 3, kind: "claimed", at: NOW } });
    await expect(outside.event.deleteMany()).rejects.toThrow(/only ever appended/);
  });
});

describe("the search", () => {
  it("knows the words of a message, as it changes", async () => {
    await outside.message.create({ data: message(1, "Where is my parcel?") });
    const found = (): Promise<{ seq: number }[]> =>
      outside.$queryRaw`SELECT "seq" FROM "Message" WHERE "search" @@ to_tsquery('simple', 'parcel')`;

    expect(await found()).toEqual([{ seq: 1 }]);
    await outside.message.update({ where: { id: message(1).id }, data: { fullText: "Never mind" } });
    expect(await found()).toEqual([]);
  });

  it.each([
    // Of a compound, the search knows the whole and the parts.
    [
      "nothing but different compounds",
      Array.from({ length: 20_000 }, (_, i) => `${word(i)}-${word(i * 7)}`).join(" "),
    ],
    ["one word without an end", "x".repeat(1_000_000)],
    ["a million foxes", "🦊 ".repeat(500_000)],
  ])("takes a message of %s", async (_name, text) => {
    const { seq } = await outside.message.findFirstOrThrow({ orderBy: { seq: "desc" }, select: { seq: true } });
    await outside.message.create({ data: message(seq + 1, text) });
  });
});

/** A different one for each number, of four bytes a letter: Deseret, two letters each. */
function word(number: number): string {
  const letter = (digit: number): string => String.fromCodePoint(0x10400 + (digit % 80));
  return letter(Math.floor(number / 80)) + letter(number);
}

describe("the indexes for those who look for work", () => {
  it.each([
    ["RawInbound_pending_idx", `SELECT 1 FROM "RawInbound" WHERE "state" = 'pending' AND "nextTryAt" <= now()`],
    ["Outbox_waiting_idx", `SELECT 1 FROM "Outbox" WHERE "state" IN ('pending', 'sending') AND "nextTryAt" <= now()`],
    ["Conversation_turnDueAt_idx", `SELECT 1 FROM "Conversation" WHERE "turnDueAt" <= now()`],
    ["Conversation_queue_idx", `SELECT 1 FROM "Conversation" WHERE "owner" = 'queued' ORDER BY "waitingSince", "id"`],
    ["Turn_claimedBy_open_idx", `SELECT 1 FROM "Turn" WHERE "endedAt" IS NULL AND "claimedBy" = gen_random_uuid()`],
    ["RawInbound_dead_idx", `SELECT 1 FROM "RawInbound" WHERE "state" = 'dead' ORDER BY "receivedAt" DESC, "id" DESC`],
    [
      "Outbox_dead_idx",
      `SELECT 1 FROM "Outbox" WHERE "state" IN ('failed', 'unknown') ORDER BY "createdAt" DESC, "id" DESC`,
    ],
    [
      "Outbox_waiting_order_idx",
      `SELECT 1 FROM "Outbox" WHERE "conversationId" = '${"0".repeat(32)}' AND "state" IN ('pending', 'sending') AND ("seq", "part") < (3, 0)`,
    ],
  ])("%s serves its query", async (index, sql) => {
    const plan = await test.database.transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return await tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${sql}`);
    });
    expect(plan.flatMap(Object.values).join("\n")).toContain(index);
  });
});
