import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SendError } from "../../src/contract/index.ts";
import { settle } from "../../src/outbound/settle.ts";
import { afterLooking, afterSend, held } from "../../src/outbound/settlements.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { conversationWith, type Row, rowOf } from "./outbox-stage.ts";

const US = randomUUID();
const SID = "SM1";
const REFUSAL = { code: "twilio_21610", retryable: false, maybeSent: false } as const;
const SILENCE = { code: "twilio_no_answer", retryable: true, maybeSent: true } as const;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

async function underWay(change: Row): Promise<string> {
  await test.database.outside.outbox.deleteMany();
  const [id = ""] = await conversationWith(test, { state: "sending", claimedBy: US, attempts: 1, ...change });
  return id;
}

const error = (about: ConstructorParameters<typeof SendError>[1]) => new SendError("No.", about);

const ENDS = [
  ["is refused for good", afterSend({ kind: "give_up" }, error(REFUSAL))],
  ["ends in doubt that nobody can clear", afterSend({ kind: "unknown" }, error(SILENCE))],
  ["ends in doubt", afterSend({ kind: "look_up", inMs: 0 }, error(SILENCE))],
  ["is to be tried again", afterSend({ kind: "retry", inMs: 0 }, error(SILENCE))],
  ["is refused for what is about all", held(error(REFUSAL))],
  ["was looked up in vain", afterLooking({ kind: "absent", inMs: 0 }, 2)],
  ["was looked up in vain for the last time", afterLooking({ kind: "give_up" }, 2)],
  ["can never be looked up", afterLooking({ kind: "unknown" }, 2)],
] as const;

describe("an attempt of which a receipt has told meanwhile that the provider took the part [OUT-5]", () => {
  it.each(ENDS)("and that %s leaves it taken, with what the receipt said", async (_name, settlement) => {
    const id = await underWay({ providerId: SID, delivery: "sent", maybeSent: true });
    expect(await settle(test.database.outside, id, US, settlement)).toBe(true);
    const told = { providerId: SID, delivery: "sent", errorCode: null, error: null, maybeSent: false };
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", ...told });
  });

  it.each(ENDS)("and that %s keeps why it was not delivered", async (_name, settlement) => {
    const failed = { providerId: SID, delivery: "failed", errorCode: "twilio_30004", error: "Blocked." } as const;
    const id = await underWay(failed);
    await settle(test.database.outside, id, US, settlement);
    expect(await rowOf(test, id)).toMatchObject({ state: "sent", ...failed });
  });
});

it("an attempt that no receipt has told of ends as it ended", async () => {
  const id = await underWay({});
  await settle(test.database.outside, id, US, ENDS[0][1]);
  expect(await rowOf(test, id)).toMatchObject({ state: "failed", delivery: "failed", errorCode: "twilio_21610" });
});
