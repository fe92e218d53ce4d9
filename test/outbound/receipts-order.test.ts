import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELIVERY_STATUSES, type DeliveryStatus } from "../../src/contract/index.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { aSid, conversationWith, type Row, rowOf, takeIn, told } from "./outbox-stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const messageOf = async (id: string) =>
  await test.database.outside.message.findUniqueOrThrow({ where: { id: (await rowOf(test, id)).messageId } });

/** Twilio's whole list, and how far each tells. 30004 is not sent again. */
const WORDS: Readonly<Record<string, DeliveryStatus>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  partially_delivered: "sent",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
  delivered: "delivered",
  read: "read",
};

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("receipts in any order, any number of times [SMSE-2]", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("end at the highest, seed %i", async (seed) => {
    const random = randomFrom(seed);
    const all = Object.keys(WORDS);
    const words = Array.from({ length: 1 + Math.floor(random() * 8) }, () => all[Math.floor(random() * all.length)]!);
    // Half of them come before `create` has returned.
    const sid = aSid();
    const early: Row = { state: "sending", delivery: "queued" };
    const [id = ""] = await conversationWith(
      test,
      random() < 0.5 ? early : { state: "sent", delivery: "queued", providerId: sid },
    );
    const receipts = words.flatMap((word) => told(sid, id, word, WORDS[word] === "failed" ? 30004 : undefined));
    if (random() < 0.5) await takeIn(test, receipts);
    else for (const receipt of receipts) await takeIn(test, [receipt]);
    const highest = words.map((word) => DELIVERY_STATUSES.indexOf(WORDS[word]!)).toSorted((a, b) => b - a)[0]!;
    const expected = DELIVERY_STATUSES[highest];
    expect(await rowOf(test, id)).toMatchObject({ delivery: expected, providerId: sid });
    const code = expected === "failed" ? "twilio_30004" : null;
    expect(await messageOf(id)).toMatchObject({ delivery: expected, deliveryErrorCode: code });
  });
});
