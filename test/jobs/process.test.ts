import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "../../src/database/generated/client.ts";
import { isFree, joinProcesses } from "../../src/jobs/process.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

const SILENT = pino({ level: "silent" });

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** A process that gave its last sign so long ago, seconds. */
async function listed(secondsAgo: number): Promise<string> {
  const id = randomUUID();
  await test.database.outside.$executeRaw`
    INSERT INTO "Process" (id, "startedAt", "aliveUntil")
    VALUES (${id}::uuid, now(), now() + interval '9 seconds' - ${secondsAgo} * interval '1 second')`;
  return id;
}

async function free(claimedBy: string | null, me: string, busy: readonly string[] = [], row = randomUUID()) {
  const [answer] = await test.database.outside.$queryRaw<{ free: boolean }[]>`
    SELECT ${isFree(Prisma.raw("t"), me, busy)} AS free
    FROM (SELECT ${row}::uuid AS id, ${claimedBy}::uuid AS "claimedBy") t`;
  return answer?.free;
}

describe("a claimed row", () => {
  const me = randomUUID();
  it.each<[string, () => Promise<unknown>, boolean]>([
    ["is free when nobody claims it", () => free(null, me), true],
    ["is free when I claim it and do not work on it", () => free(me, me), true],
    ["is not when I do", () => free(me, me, [me], me), false],
    ["is not while another process lives", async () => free(await listed(0), me), false],
    ["is not in the seconds after its last sign", async () => free(await listed(5), me), false],
    ["is free when that was nine seconds ago [TURN-6]", async () => free(await listed(9.5), me), true],
    ["is free when its process is not even listed", () => free(randomUUID(), me), true],
  ])("%s", async (_name, look, expected) => {
    expect(await look()).toBe(expected);
  });
});

describe("a process", () => {
  const all = async () => (await test.database.outside.process.findMany()).map(({ id }) => id);

  it("is listed until it leaves, which frees all it has claimed", async () => {
    const self = await joinProcesses(test.database, false, SILENT);
    expect(await free(self.id, randomUUID())).toBe(false);
    await self.leave();
    expect(await all()).not.toContain(self.id);
    expect(await free(self.id, randomUUID())).toBe(true);
  });

  it("takes nobody off the list who may be alive, and who is not alone nobody of the last hour", async () => {
    const [alive, dead, forgotten] = [await listed(0), await listed(60), await listed(2 * 3_600)];
    const self = await joinProcesses(test.database, false, SILENT);
    expect(await all()).toEqual(expect.arrayContaining([alive, dead, self.id]));
    expect(await all()).not.toContain(forgotten);
    await self.leave();
  });

  it("takes everybody off when it is alone on its database [TURN-6]", async () => {
    await listed(0);
    const self = await joinProcesses(test.database, true, SILENT);
    expect(await all()).toEqual([self.id]);
    await self.leave();
  });
});
