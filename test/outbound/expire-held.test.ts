import { afterAll, beforeAll, expect, it } from "vitest";
import { handOffSilently } from "../../src/handoff/hand-off.ts";
import { expireHeld } from "../../src/outbound/expire-held.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { ago, conversationOf, conversationWith, type Row, rowOf } from "./outbox-stage.ts";

const DAY_MS = 24 * 3_600_000;
const WHY = {
  channel: "sms",
  sender: null,
  code: "twilio_20003",
  why: "Twilio does not accept our credentials.",
} as const;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const expire = (sender: string | null = null) =>
  expireHeld({ ...WHY, sender }, { database: test.database, handOff: handOffSilently });
const late: Row = { nextTryAt: ago(DAY_MS + 60_000) };

it("gives up what has waited for a day in a held channel, with the reason, and calls a human [SMSE-4, SMSE-7]", async () => {
  const [id = ""] = await conversationWith(test, { ...late, author: "assistant" });
  const [young = ""] = await conversationWith(test, { nextTryAt: ago(DAY_MS - 60_000) });
  const [away = ""] = await conversationWith(test, { ...late, state: "sending" });
  const [doubtful = ""] = await conversationWith(test, { ...late, maybeSent: true });
  const [mail = ""] = await conversationWith(test, { ...late, channel: "email" });
  await expire();
  expect(await rowOf(test, id)).toMatchObject({
    state: "failed",
    delivery: "failed",
    errorCode: "twilio_20003",
    error: "It waited for a day and could not be sent. Twilio does not accept our credentials.",
  });
  expect(await conversationOf(test, id)).toMatchObject({ owner: "queued" });
  expect(await rowOf(test, young)).toMatchObject({ state: "pending" });
  expect(await rowOf(test, away)).toMatchObject({ state: "sending" });
  expect(await rowOf(test, doubtful)).toMatchObject({ state: "unknown", delivery: "unknown", errorCode: "not_known" });
  expect(await rowOf(test, mail)).toMatchObject({ state: "pending" });
});

it("gives up nothing of our other addresses, when only one is held [OUT-10]", async () => {
  const [id = ""] = await conversationWith(test, { ...late, fromAddress: "+2" });
  const [other = ""] = await conversationWith(test, late);
  await expire("+2");
  expect(await rowOf(test, id)).toMatchObject({ state: "failed" });
  expect(await rowOf(test, other)).toMatchObject({ state: "pending" });
});
