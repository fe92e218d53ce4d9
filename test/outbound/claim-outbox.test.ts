import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChannelAdapter } from "../../src/contract/index.ts";
import { NO_METER } from "../../src/meter.ts";
import { claimOutbox } from "../../src/outbound/claim-outbox.ts";
import { deliverWork } from "../../src/outbound/deliver.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { addPart, ago, MINUTE_MS, type Row, rowOf, conversationWith as stageConversation } from "./outbox-stage.ts";

const US = randomUUID();
const ALIVE = randomUUID();
const DEAD = randomUUID();
const NEVER_SEEN = randomUUID();
const GAP_MS = 10 * MINUTE_MS;
const LATER = "Off. It is sent again at 14:05 UTC.";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const startedAt = ago(MINUTE_MS);
  await test.database.outside.process.createMany({
    data: [
      { id: US, startedAt, aliveUntil: ago(-MINUTE_MS) },
      { id: ALIVE, startedAt, aliveUntil: ago(-MINUTE_MS) },
      { id: DEAD, startedAt, aliveUntil: ago(1_000) },
    ],
  });
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.outside.outbox.deleteMany();
});

const conversationWith = (...rows: readonly Row[]) => stageConversation(test, ...rows);

const claim = (more: Partial<Parameters<typeof claimOutbox>[1]> = {}) =>
  claimOutbox(test.database, {
    channels: [{ channel: "sms", gapMs: GAP_MS }],
    processId: US,
    limit: 10,
    busy: [],
    ...more,
  });

const underWay = (claimedBy: string): Row => ({ state: "sending", claimedBy, attempts: 1, attemptedAt: ago(5_000) });

/** The work of a process that must not reach its channel. */
function workThatSendsNothing() {
  const nothing = (): never => expect.fail("it was sent");
  const adapter = {
    channel: "sms",
    send: nothing,
    capabilities: { partGapMs: 0 },
    findSent: nothing,
  } as unknown as ChannelAdapter;
  const channels = new Map([["sms", adapter]]);
  const { database } = test;
  const files = { read: nothing, addressesOf: nothing };
  const log = pino({ level: "silent" });
  return deliverWork({
    database,
    channels,
    processId: US,
    log,
    meter: NO_METER,
    files,
    handOff: nothing,
    wakeTurns: nothing,
  });
}

describe("claimOutbox", () => {
  it.each<[string, readonly Row[], number | null]>([
    ["the first that is due", [{}, {}], 0],
    ["nothing while the first waits for its next try [OUT-4]", [{ nextTryAt: ago(-MINUTE_MS) }, {}], null],
    ["nothing while the first is under way in a live process", [underWay(ALIVE), {}], null],
    ["what a dead process had under way", [underWay(DEAD), {}], 0],
    ["what a process had under way that is not listed any more", [underWay(NEVER_SEEN), {}], 0],
    ["what we have lost sight of", [underWay(US), {}], 0],
    ["the next one after what is settled [OUT-4]", [{ state: "sent" }, {}], 1],
    ["the next one after a failed one [OUT-4]", [{ state: "failed" }, {}], 1],
    ["the next one after an unknown one [OUT-4]", [{ state: "unknown" }, {}], 1],
    ["the next one after a cancelled one", [{ state: "canceled" }, {}], 1],
    ["nothing of a channel that is turned off", [{ channel: "email" }, {}], null],
    ["the next one after a note that waits [OTP-7]", [{ isNote: true, nextTryAt: ago(-MINUTE_MS) }, {}], 1],
    ["a note, whatever waits before it [OTP-7]", [{ nextTryAt: ago(-MINUTE_MS) }, { isNote: true }], 1],
  ])("takes %s", async (_name, rows, expected) => {
    const ids = await conversationWith(...rows);
    const taken = await claim();
    expect(taken.map(({ id }) => id)).toEqual(expected === null ? [] : [ids[expected]]);
  });

  it("knows that what somebody else had under way may have gone out [OUT-3]", async () => {
    await conversationWith(underWay(DEAD));
    await conversationWith({});
    const taken = await claim();
    expect(taken.map(({ maybeSent, attempts }) => ({ maybeSent, attempts }))).toEqual(
      expect.arrayContaining([
        { maybeSent: true, attempts: 2 },
        { maybeSent: false, attempts: 1 },
      ]),
    );
  });

  it("remembers when the first attempt began", async () => {
    const attemptedAt = ago(MINUTE_MS);
    await conversationWith({ attemptedAt });
    expect((await claim())[0]?.attemptedAt).toEqual(attemptedAt);
  });

  it("leaves alone what runs here", async () => {
    const [id = ""] = await conversationWith(underWay(US));
    expect(await claim({ busy: [id] })).toEqual([]);
  });

  it("tells the epoch and the consent of now [OUT-8]", async () => {
    await conversationWith({ epoch: 2 });
    const [row] = await claim();
    expect(row).toMatchObject({ epoch: 2, currentEpoch: 3, optedOut: false, threadKey: row?.toAddress });
    const key = { channel: "sms", ourSender: "+1", theirAddress: row?.toAddress ?? "" } as const;
    await test.database.outside.consent.create({ data: { ...key, optedOut: true, source: "test", at: new Date() } });
    expect(await claim()).toMatchObject([{ optedOut: true }]);
  });

  it("is not acted upon by a process that was frozen since: it puts the row back [OUT-3]", async () => {
    const [id] = await conversationWith({});
    const [row] = await claim();
    await workThatSendsNothing().run({ ...row!, askedAt: ago(6_000) }, new AbortController().signal);
    const stored = await test.database.outside.outbox.findUnique({ where: { id: id ?? "" } });
    expect(stored).toMatchObject({ state: "pending", maybeSent: false, claimedBy: null });
  });

  it("is not given up by a process that was frozen since when another has taken it [OUT-3]", async () => {
    const [id = ""] = await conversationWith({});
    const [row] = await claim();
    await test.database.outside.outbox.update({ where: { id }, data: { claimedBy: ALIVE } });
    await workThatSendsNothing().run({ ...row!, askedAt: ago(6_000) }, new AbortController().signal);
    expect(await test.database.outside.outbox.findUnique({ where: { id } })).toMatchObject({
      state: "sending",
      claimedBy: ALIVE,
    });
  });

  it.each<[string, Row, boolean]>([
    ["at once", { sentAt: ago(MINUTE_MS) }, false],
    ["when the gap is over [SMSE-9]", { sentAt: ago(2 * GAP_MS) }, true],
  ])("gives the next part of a message not %s", async (_name, change, isTaken) => {
    const [first = ""] = await conversationWith({ state: "sent", delivery: "sent", ...change });
    const second = await addPart(test, first, { part: 1, state: "pending", sentAt: null });
    expect((await claim()).map(({ id }) => id)).toEqual(isTaken ? [second] : []);
  });

  it("lets another message follow at once", async () => {
    const [, second] = await conversationWith({ state: "sent", delivery: "sent", sentAt: ago(MINUTE_MS) }, {});
    expect((await claim()).map(({ id }) => id)).toEqual([second]);
  });

  it("does not wait for what is sent once more later, and that is overtaken then [SMSE-6]", async () => {
    const again: Row = { resends: 1, formerIds: ["SM1"], errorCode: "twilio_30003", error: LATER, delivery: "failed" };
    const [first = "", second] = await conversationWith({ ...again, nextTryAt: ago(-MINUTE_MS) }, {});
    expect((await claim()).map(({ id }) => id)).toEqual([second]);
    await test.database.outside.outbox.update({ where: { id: second ?? "" }, data: { state: "sent" } });
    await test.database.outside.outbox.update({ where: { id: first }, data: { nextTryAt: ago(1) } });
    const [row] = await claim();
    expect(row).toMatchObject({ id: first, isOvertaken: true, lastCode: "twilio_30003", lastError: LATER });
    await workThatSendsNothing().run(row!, new AbortController().signal);
    expect(await rowOf(test, first)).toMatchObject({
      state: "sent",
      delivery: "failed",
      providerId: "SM1",
      errorCode: "twilio_30003",
      error: "Off.",
    });
  });

  it("takes what is sent once more when nothing was said since, parts in order [SMSE-6]", async () => {
    const again: Row = { resends: 1, formerIds: ["SM1"] };
    const [first = ""] = await conversationWith({ ...again, nextTryAt: ago(-MINUTE_MS) });
    const second = await addPart(test, first, { part: 1, nextTryAt: ago(1) });
    expect(await claim()).toEqual([]);
    await test.database.outside.outbox.update({ where: { id: first }, data: { state: "sent" } });
    expect(await claim()).toMatchObject([{ id: second, isOvertaken: false }]);
  });

  it("has what is sent once more tell anew how far it gets [SMSE-6]", async () => {
    await conversationWith({ resends: 1, formerIds: ["SM1"], delivery: "failed" });
    expect(await claim()).toMatchObject([{ delivery: "queued" }]);
  });

  it("leaves out what has tried already", async () => {
    const [tried = ""] = await conversationWith({ nextTryAt: ago(MINUTE_MS) });
    const [other] = await conversationWith({});
    expect((await claim({ limit: 1, except: [tried] })).map(({ id }) => id)).toEqual([other]);
  });

  it("gives each row to one of many who look at once, and never two of one conversation [OUT-4]", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) ids.push(...(await conversationWith({}, {}, {})));
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claim({ processId: index % 2 === 0 ? US : ALIVE, limit: 3, busy: ids })),
    );
    const taken = claims.flat();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    expect(new Set(taken.map(({ conversationId }) => conversationId)).size).toBe(taken.length);
    expect(taken.length).toBeGreaterThan(0);
  });
});
