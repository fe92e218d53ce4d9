import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { faults } from "../../src/standins/messages/faults.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { askedBy } from "../turns/stage.ts";
import { type OneTurn, oneTurn } from "./one-turn.ts";

const IDLE_MS = 250;
const ANSWER = "The Pro plan costs $49 a month.";

let test: TestDatabase;
let model: MessagesStandIn;
beforeAll(async () => {
  test = await createTestDatabase();
  model = await startMessagesStandIn({ betweenChunksMs: 100 });
});
afterEach(() => {
  model.assertDone();
  model.reset();
});
afterAll(async () => {
  await model.stop();
  await test.drop();
});

async function asked(patienceMs: number): Promise<OneTurn> {
  await askedBy(test.database, "What does the Pro plan cost?");
  return await oneTurn(test.database, model, { idleMs: IDLE_MS, patienceMs });
}

/** That the customer was told of a human, and nobody is shown as typing any more. */
function expectHuman({ end, said, trigger, seen }: OneTurn): void {
  expect({ end, trigger }).toEqual({ end: "handed_off", trigger: "failure" });
  expect(said).toEqual([["system", expect.stringMatching(/\w/)]]);
  expect([seen[0], seen.at(-1)]).toEqual(["typing", "still"]);
  expect(seen.lastIndexOf("piece")).toBeLessThanOrEqual(seen.lastIndexOf("taken back"));
}

const brokenOff = () => modelCalls(model).map(({ aborted }) => aborted);

describe("an API that falls silent", () => {
  it.each([
    ["before it says anything", faults.stallBeforeHeaders()],
    ["in the middle of its answer", faults.stallMidText(reply(text(`${ANSWER} ${ANSWER} ${ANSWER}`)))],
  ])("%s is given up on in time, three times, and then a human has it [BEH-8]", async (_name, fault) => {
    model.script([{ fault }, { fault }, { fault }]);
    const told = await asked(60_000);
    expectHuman(told);
    await model.idle();
    expect(brokenOff()).toEqual([true, true, true]);
    // Three silences, and the pauses between them.
    expect(told.ms).toBeLessThan(10_000);
  });

  it("once is asked again, and answers [BEH-8]", async () => {
    model.script([{ fault: faults.stallBeforeHeaders() }, { reply: reply(text(ANSWER)) }]);
    const told = await asked(60_000);
    expect(told).toMatchObject({ end: "replied", said: [["assistant", ANSWER]], trigger: null });
    expect(told.seen.at(-1)).toBe("still");
  });
});

describe("an API that goes on and on", () => {
  it("is broken off when the customer has waited long enough, and then a human has it [BEH-8]", async () => {
    model.script([{ reply: oddReplies.long(20_000) }]);
    const told = await asked(1_500);
    expectHuman(told);
    expect(told.seen).toContain("piece");
    expect(told.ms).toBeGreaterThan(1_000);
    expect(told.ms).toBeLessThan(6_000);
    await model.idle();
    expect(brokenOff()).toEqual([true]);
  });
});
