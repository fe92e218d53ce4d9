import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  type ChannelAdapter,
  type ChannelName,
  providerId,
  SendError,
  type SendingAdapter,
} from "../../src/contract/index.ts";
import { NO_METER } from "../../src/meter.ts";
import { deliverWork } from "../../src/outbound/deliver.ts";
import type { HandOff } from "../../src/outbound/undelivered.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";
import { conversationWith, rowOf } from "./outbox-stage.ts";

const NEVER = new AbortController().signal;
const UNAUTHORIZED = { code: "twilio_20003", retryable: true, maybeSent: false, concerns: "account" } as const;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.outside.outbox.deleteMany();
});

const nothing = (): never => expect.fail("that was not asked for");
const refuses = async (): Promise<never> => {
  throw new SendError("No.", UNAUTHORIZED);
};

/** The work of a process whose provider of texts does so. */
function workWith(provider: Pick<SendingAdapter, "send" | "findSent">, handOff: HandOff = nothing) {
  const adapter = (channel: ChannelName) =>
    ({
      channel,
      capabilities: { partGapMs: 0 },
      ...provider,
    }) as unknown as ChannelAdapter;
  return deliverWork({
    database: test.database,
    channels: new Map([
      ["sms", adapter("sms")],
      ["email", adapter("email")],
    ]),
    processId: randomUUID(),
    log: pino({ level: "silent" }),
    meter: NO_METER,
    files: { read: nothing, addressesOf: nothing },
    handOff,
    wakeTurns: nothing,
  });
}

it("a held channel is tried however much another one has waiting [SMSE-4]", async () => {
  const work = workWith({ send: refuses });
  const [id = ""] = await conversationWith(test, {});
  const [first] = await work.claim(8, []);
  await work.run(first!, NEVER);
  expect(await rowOf(test, id)).toMatchObject({ state: "pending", attempts: 0, errorCode: "twilio_20003" });

  for (let index = 0; index < 3; index += 1) await conversationWith(test, { channel: "email" });
  const probe = await until("the text that tries", async () => {
    const rows = await work.claim(2, []);
    expect(rows.map(({ channel }) => channel)).toContain("email");
    const text = rows.find(({ channel }) => channel === "sms");
    const others = rows.filter(({ channel }) => channel === "email").map(({ id }) => id);
    await test.database.outside.outbox.updateMany({
      where: { id: { in: others } },
      data: { state: "pending", claimedBy: null },
    });
    return text;
  });
  expect(probe.id).toBe(id);
});

it("what a dead process had under way is looked up when the channel is open again, however long that takes [OUT-3, SMSE-4]", async () => {
  let isMended = false;
  const findSent = async () => (isMended ? { providerId: providerId("SM1") } : await refuses());
  const work = workWith({ send: nothing, findSent });
  const [id = ""] = await conversationWith(test, { state: "sending", claimedBy: randomUUID(), attempts: 1 });
  const [row] = await work.claim(8, []);
  await work.run(row!, NEVER);
  const inDoubt = { state: "pending", maybeSent: true, attempts: 1, delivery: "queued", errorCode: "twilio_20003" };
  expect(await rowOf(test, id)).toMatchObject(inDoubt);

  isMended = true;
  const [again] = await until("its next turn", async () => {
    const rows = await work.claim(8, []);
    return rows.length > 0 && rows;
  });
  await work.run(again!, NEVER);
  expect(await rowOf(test, id)).toMatchObject({ state: "sent", delivery: "sent", providerId: "SM1", errorCode: null });
});

/** Has the work do all that is due now; the ids of the rows, in order. */
async function doAll(work: ReturnType<typeof workWith>): Promise<string[]> {
  const rows = await work.claim(8, []);
  for (const row of rows) await work.run(row, NEVER);
  return rows.map(({ id }) => id);
}

it("what leaves by our other numbers does not wait for one that Twilio takes no more of [OUT-10]", async () => {
  const full = {
    code: "twilio_21611",
    retryable: true,
    maybeSent: false,
    retryAfterMs: 60_000,
    concerns: "sender",
  } as const;
  const work = workWith({
    async send({ from }) {
      if (from === "+2") throw new SendError("Full.", full);
      return { providerId: providerId(`SM${from}`) };
    },
  });
  const [id = ""] = await conversationWith(test, { fromAddress: "+2" });
  expect(await doAll(work)).toEqual([id]);
  const [same = ""] = await conversationWith(test, { fromAddress: "+2" });
  const [other = ""] = await conversationWith(test, {});
  expect(await doAll(work)).toEqual([other]);
  expect(await rowOf(test, id)).toMatchObject({ state: "pending", attempts: 0, errorCode: "twilio_21611" });
  expect(await rowOf(test, same)).toMatchObject({ state: "pending", attempts: 0 });
});

it("what is refused as if all were, while others leave, holds them up once, fails, and is then a human's [OUT-11]", async () => {
  const [odd = ""] = await conversationWith(test, { author: "assistant", attempts: 8 });
  const { toAddress } = await rowOf(test, odd);
  let isHandedOff = false;
  const work = workWith(
    {
      async send({ to }) {
        if (to === toAddress) throw new SendError("No.", UNAUTHORIZED);
        return { providerId: providerId(randomUUID()) };
      },
    },
    async () => (isHandedOff = true),
  );
  expect(await doAll(work)).toEqual([odd]);
  const [other = ""] = await conversationWith(test, {});
  await until("the other one, which tries", async () => (await doAll(work)).includes(other));
  // At once, and it counts now; later than at once then.
  expect(await doAll(work)).toEqual([odd]);
  expect(await rowOf(test, odd)).toMatchObject({ state: "pending", attempts: 9, errorCode: "twilio_20003" });
  // Nobody has passed since: the provider may be gone for everybody. It counts for nothing, and holds up nobody.
  const due = { where: { id: odd }, data: { nextTryAt: new Date(0) } };
  await test.database.outside.outbox.update(due);
  expect(await doAll(work)).toEqual([odd]);
  const waiting = await rowOf(test, odd);
  expect(waiting).toMatchObject({ state: "pending", attempts: 9 });
  expect(waiting.nextTryAt.getTime()).toBeGreaterThan(Date.now() + 15_000);
  const [third = ""] = await conversationWith(test, {});
  expect(await doAll(work)).toEqual([third]);
  await test.database.outside.outbox.update(due);
  expect(await doAll(work)).toEqual([odd]);
  expect(await rowOf(test, odd)).toMatchObject({ state: "failed", delivery: "failed", attempts: 10 });
  expect(isHandedOff).toBe(true);
});
