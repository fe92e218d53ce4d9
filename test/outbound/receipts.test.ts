import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { providerId, type Receipt } from "../../src/contract/index.ts";
import { markReachable } from "../../src/conversation/unreachable.ts";
import { settle } from "../../src/outbound/settle.ts";
import { sent } from "../../src/outbound/settlements.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import {
  addPart,
  aSid,
  conversationOf,
  MINUTE_MS,
  OUR_NUMBER,
  type Row,
  rowOf,
  takeIn,
  takenText,
  told,
} from "./outbox-stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const take = (receipts: readonly Receipt[]) => takeIn(test, receipts);
const tell = (...about: Parameters<typeof told>) => take(told(...about));
const taken = (change?: Row) => takenText(test, change);

const messageOf = async (id: string) =>
  await test.database.outside.message.findUniqueOrThrow({ where: { id: (await rowOf(test, id)).messageId } });
const addressOf = async (id: string) =>
  await test.database.outside.contactAddress.findFirstOrThrow({
    where: { address: (await rowOf(test, id)).toAddress },
  });
const handoffsOf = async (id: string) =>
  await test.database.outside.handoff.findMany({ where: { conversationId: (await rowOf(test, id)).conversationId } });

describe("a text that could not be delivered [SMSE-6]", () => {
  it("waits to be sent once more, as if it had never been taken, and says when", async () => {
    const { id, sid } = await taken({ author: "assistant", attempts: 4, attemptedAt: new Date(), sentAt: new Date() });
    const began = Date.now();
    await tell(sid, id, "undelivered", 30003);
    const row = await rowOf(test, id);
    expect(row).toMatchObject({
      state: "pending",
      delivery: "failed",
      providerId: null,
      formerIds: [sid],
      resends: 1,
      attempts: 0,
      attemptedAt: null,
      sentAt: null,
      errorCode: "twilio_30003",
      error: expect.stringMatching(/^The phone .* It is sent again at \d\d:\d\d UTC\.$/),
    });
    expect(row.nextTryAt.getTime() - began).toBeGreaterThan(14 * MINUTE_MS);
    expect(row.nextTryAt.getTime() - began).toBeLessThan(16 * MINUTE_MS);
    expect(await messageOf(id)).toMatchObject({ delivery: "failed", deliveryErrorCode: "twilio_30003" });
    expect(await handoffsOf(id)).toEqual([]);
  });

  it("is left alone by what still comes of the attempt before", async () => {
    const { id, sid } = await taken({ author: "assistant" });
    await tell(sid, id, "undelivered", 30003);
    const before = await rowOf(test, id);
    await tell(sid, id, "failed", 30003);
    await tell(sid, id, "failed", 30005);
    await tell(sid, id, "sent");
    expect(await rowOf(test, id)).toEqual(before);
    expect(await handoffsOf(id)).toEqual([]);
    expect(await addressOf(id)).toMatchObject({ unreachableAt: null });
  });

  it.each(["delivered", "read"])("is not sent once more when it is %s after all", async (word) => {
    const { id, sid } = await taken();
    await tell(sid, id, "undelivered", 30003);
    await tell(sid, id, word);
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", delivery: word, providerId: sid, errorCode: null });
    expect(await messageOf(id)).toMatchObject({ delivery: word, deliveryErrorCode: null });
  });

  it("counts as arrived when the attempt before arrives while the next one is under way", async () => {
    const { id, sid } = await taken();
    await tell(sid, id, "undelivered", 30003);
    const next = aSid();
    const under = { state: "sent", providerId: next, delivery: "sent" } as const;
    await test.database.outside.outbox.update({ where: { id }, data: under });
    await tell(sid, id, "delivered");
    await tell(next, id, "undelivered", 30003);
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", providerId: next, delivery: "delivered", resends: 1 });
  });

  it("is left alone by a copy of it that was not found and could not be delivered", async () => {
    const { id, sid } = await taken({ author: "assistant" });
    const before = await rowOf(test, id);
    await tell(aSid(), id, "undelivered", 30003);
    await tell(aSid(), id, "failed", 30007);
    expect(await rowOf(test, id)).toEqual(before);
    expect(await handoffsOf(id)).toEqual([]);
    await tell(sid, id, "undelivered", 30003);
    expect(await rowOf(test, id)).toMatchObject({ state: "pending", resends: 1, formerIds: [sid] });
  });

  it("has arrived when a copy of it that was not found has", async () => {
    const { id, sid } = await taken();
    await tell(aSid(), id, "delivered");
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", delivery: "delivered", providerId: sid });
  });

  it("stays undelivered when the last attempt has failed, and is a human's then [SMSE-7]", async () => {
    const { id, sid } = await taken({ author: "assistant", resends: 2, formerIds: ["SM1", "SM2"] });
    await tell(sid, id, "undelivered", 30003);
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", delivery: "failed", resends: 2 });
    expect(await conversationOf(test, id)).toMatchObject({ owner: "queued" });
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      "something newer was said",
      async (id) => {
        const { conversationId } = await rowOf(test, id);
        const about = {
          conversationId,
          seq: 2,
          engagement: 1,
          author: "operator",
          text: "So?",
          fullText: "So?",
        } as const;
        await test.database.outside.message.create({ data: { ...about, at: new Date() } });
      },
    ],
    [
      "the customer has opted out",
      async (id) => {
        const { toAddress: theirAddress } = await rowOf(test, id);
        const key = { channel: "sms", ourSender: OUR_NUMBER, theirAddress } as const;
        await test.database.outside.consent.create({
          data: { ...key, optedOut: true, source: "test", at: new Date() },
        });
      },
    ],
  ])("is not sent once more when %s", async (_name, arrange) => {
    const { id, sid } = await taken();
    await arrange(id);
    await tell(sid, id, "undelivered", 30003);
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", delivery: "failed", resends: 0 });
  });
});

describe("an answer of the assistant that has failed for good [SMSE-7]", () => {
  it("is handed to a human without a word to the customer, with the reason", async () => {
    const { id, sid } = await taken({ author: "assistant" });
    await tell(sid, id, "undelivered", 30007);
    expect(await conversationOf(test, id)).toMatchObject({ owner: "queued", epoch: 4 });
    expect(await handoffsOf(id)).toMatchObject([
      { trigger: "failure", priority: "normal", reason: expect.stringMatching(/did not reach .* carrier filtered/) },
    ]);
    const { conversationId } = await rowOf(test, id);
    expect(await test.database.outside.message.count({ where: { conversationId } })).toBe(1);
  });

  it("is handed over once, whatever part of it fails, also after it was given back", async () => {
    const { id, sid } = await taken({ author: "assistant" });
    const [second, waiting] = [aSid(), { part: 2, state: "pending", delivery: "queued", providerId: null } as const];
    const other = await addPart(test, id, { part: 1, providerId: second });
    const third = await addPart(test, id, waiting);
    await tell(sid, id, "undelivered", 30007);
    expect(await rowOf(test, third)).toMatchObject({ state: "canceled" });
    expect(await messageOf(id)).toMatchObject({ delivery: "failed", deliveryErrorCode: "twilio_30007" });
    const { conversationId } = await rowOf(test, id);
    const given = { owner: "assistant", epoch: 5, waitingSince: null } as const;
    await test.database.outside.conversation.update({ where: { id: conversationId }, data: given });
    await tell(second, other, "undelivered", 30007);
    expect(await handoffsOf(id)).toHaveLength(1);
  });

  it.each<[string, Row, number]>([
    ["of an operator", { author: "operator" }, 30007],
    ["from before a takeover", { author: "assistant", epoch: 2 }, 30007],
  ])("is not handed over when it is one %s", async (_name, row, code) => {
    const { id, sid } = await taken(row);
    await tell(sid, id, "failed", code);
    expect(await rowOf(test, id)).toMatchObject({ delivery: "failed" });
    expect(await handoffsOf(id)).toEqual([]);
  });

  it("is sent once more also when it fails before the provider has answered us [OUT-13]", async () => {
    const processId = randomUUID();
    const underWay = {
      state: "sending",
      claimedBy: processId,
      attempts: 1,
      providerId: null,
      delivery: "queued",
    } as const;
    const { id, sid } = await taken({ author: "assistant", ...underWay });
    await tell(sid, id, "undelivered", 30008);
    const again = { state: "pending", resends: 1, formerIds: [sid], delivery: "failed" };
    expect(await rowOf(test, id)).toMatchObject(again);
    expect(await handoffsOf(id)).toEqual([]);
    // The answer.
    expect(await settle(test.database.outside, id, processId, sent({ providerId: providerId(sid) }))).toBe(false);
    expect(await rowOf(test, id)).toMatchObject(again);
  });

  it.each([
    ["is handed over when it went to who had opted out before they asked [OUT-12]", "twilio_21610", true, 1],
    ["is not handed over when they have opted out since they asked [OUT-12]", "raw:1", true, 0],
    ["is handed over when they have opted in again since [OUT-12]", "raw:1", false, 1],
  ])("%s", async (_name, source, optedOut, handoffs) => {
    const { id, sid } = await taken({ author: "assistant" });
    const { fromAddress: ourSender, toAddress: theirAddress } = await rowOf(test, id);
    const consent = { channel: "sms", ourSender, theirAddress, optedOut, source, at: new Date() } as const;
    await test.database.outside.consent.create({ data: consent });
    await tell(sid, id, "failed", 21610);
    expect(await rowOf(test, id)).toMatchObject({ delivery: "failed" });
    expect(await handoffsOf(id)).toHaveLength(handoffs);
  });

  it("stays where it is when it had arrived", async () => {
    const { id, sid } = await taken({ author: "assistant", delivery: "delivered" });
    await tell(sid, id, "undelivered", 30007);
    expect(await handoffsOf(id)).toEqual([]);
  });
});

describe("a number that nothing reaches [SMSE-3]", () => {
  it("is marked with the reason, once, and on the timeline", async () => {
    const { id, sid } = await taken();
    const second = aSid();
    const other = await addPart(test, id, { part: 1, providerId: second });
    await tell(sid, id, "undelivered", 30006);
    await tell(second, other, "undelivered", 30005);
    expect(await addressOf(id)).toMatchObject({
      unreachableCode: "twilio_30006",
      unreachableWhy: expect.stringContaining("landline"),
    });
    const { conversationId } = await rowOf(test, id);
    const events = await test.database.outside.event.findMany({ where: { conversationId } });
    expect(events).toMatchObject([{ kind: "unreachable", data: { code: "twilio_30006" } }]);
  });

  it("is no longer when a text arrives there, or comes from there", async () => {
    const { id, sid } = await taken();
    await tell(sid, id, "undelivered", 30006);
    await tell(sid, id, "delivered");
    expect(await addressOf(id)).toMatchObject({ unreachableCode: null, unreachableWhy: null, unreachableAt: null });

    const other = await taken();
    await tell(other.sid, other.id, "undelivered", 30006);
    const { address } = await addressOf(other.id);
    await test.database.transaction((tx) => markReachable(tx, "sms", address));
    expect(await addressOf(other.id)).toMatchObject({ unreachableAt: null });
  });

  it("is not marked for what is about the text alone", async () => {
    const { id, sid } = await taken();
    await tell(sid, id, "undelivered", 30007);
    expect(await addressOf(id)).toMatchObject({ unreachableAt: null });
  });
});
