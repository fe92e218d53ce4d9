import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handOffSilently } from "../../src/handoff/hand-off.ts";
import { takeReceipts } from "../../src/outbound/receipts.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";
import { addPart, aSid, rowOf, takeIn, takenText, told } from "./outbox-stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const messageOf = async (id: string) =>
  await test.database.outside.message.findUniqueOrThrow({ where: { id: (await rowOf(test, id)).messageId } });
const handoffsOf = async (id: string) =>
  await test.database.outside.handoff.count({ where: { conversationId: (await rowOf(test, id)).conversationId } });

const untilOneWaits = () =>
  until("a transaction that waits for another", async () => {
    const { rows } = await test.database.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  });

describe("parts whose receipts are taken in at the same time [SMSE-2]", () => {
  it("are all counted in what the message shows", async () => {
    const { id, sid } = await takenText(test);
    const second = aSid();
    const other = await addPart(test, id, { part: 1, providerId: second });
    const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = test.database.transaction(async (tx) => {
      await takeReceipts(tx, "sms", told(sid, id, "delivered"), { handOff: handOffSilently });
      begun.resolve();
      await mayEnd.promise;
    });
    await begun.promise;
    const last = takeIn(test, told(second, other, "delivered"));
    await untilOneWaits();
    mayEnd.resolve();
    await Promise.all([first, last]);
    expect(await messageOf(id)).toMatchObject({ delivery: "delivered" });
  });

  it("wait for whoever settles one of them before they touch the message", async () => {
    const { id, sid } = await takenText(test);
    const second = aSid();
    const other = await addPart(test, id, { part: 1, providerId: second });
    const { messageId } = await rowOf(test, id);
    // First the row, then its message, as in one statement, which nobody tries again.
    const settling = await test.database.pool.connect();
    try {
      await settling.query("BEGIN");
      await settling.query(`UPDATE "Outbox" SET attempts = 2 WHERE id = $1`, [other]);
      const receipts = test.database.transaction(async (tx) => {
        // Should they wait for each other, the one that settles would be given up.
        await tx.$executeRaw`SET LOCAL deadlock_timeout = '1min'`;
        const both = [...told(sid, id, "delivered"), ...told(second, other, "delivered")];
        await takeReceipts(tx, "sms", both, { handOff: handOffSilently });
      });
      await untilOneWaits();
      await settling.query(`UPDATE "Message" SET delivery = 'sent' WHERE id = $1`, [messageId]);
      await settling.query("COMMIT");
      await receipts;
    } finally {
      settling.release(true);
    }
    expect(await messageOf(id)).toMatchObject({ delivery: "delivered" });
  });
});

describe("failures of many conversations at once", () => {
  it("are taken in by several at the same time, without one being lost", async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => takenText(test, { author: "assistant" })));
    const failures = all.map(({ id, sid }) => told(sid, id, "undelivered", 30007));
    const halves = [failures.flat(), failures.toReversed().flat()];
    await Promise.all(halves.map((half) => takeIn(test, half)));
    for (const { id } of all) expect(await handoffsOf(id)).toBe(1);
  });
});
