import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Fault, faults } from "../../src/standins/messages/faults.ts";
import { reply, text, usage } from "../../src/standins/messages/reply.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { numbers, type Played, texting } from "./texting.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const QUESTION = "What does the Pro plan cost?";
const ANSWER = "The Pro plan costs $49 a month.";
const newNumber = numbers("+1555230");
/** How often something was logged that somebody should look at. */
const errors = (): number =>
  product.logged.filter((line) => (JSON.parse(line) as { readonly level: number }).level >= 50).length;

/** That a human has it, and that the customer was told so, once. */
function expectHuman({ whole, texts }: Played, why: RegExp): void {
  expect(whole.conversation).toMatchObject({
    state: "queued",
    handoff: { trigger: "failure", reason: expect.stringMatching(why) },
  });
  expect(whole.messages.at(-1)?.author).toBe("system");
  expect(texts.at(-1)).toBe(whole.messages.at(-1)?.text);
}

describe("what a conversation may use up", () => {
  it.each<[string, Parameters<typeof usage>[0]]>([
    ["tokens", { output_tokens: 3_700 }],
    ["money", { input_tokens: 245_000, output_tokens: 10 }],
  ])("is looked at before a call: with too little of %s left a human has it, unasked [BEH-30]", async (_name, used) => {
    const number = newNumber();
    const writes = texting(product, number);
    const first = await writes(QUESTION, [{ reply: reply(text(ANSWER), usage(used)) }]);
    expect(first.texts).toEqual([ANSWER]);
    const second = await writes("And the Starter plan?", []);
    expect(second.calls).toHaveLength(0);
    expectHuman(second, /used up/);
    const lines = await product.database.outside.modelCall.findMany({
      where: { conversationId: first.whole.conversation.id, purpose: "reply" },
    });
    expect(lines).toMatchObject([{ outcome: "ok", outputTokens: used.output_tokens }]);
  });

  it("limits what the last call may answer with to what is left [BEH-30]", async () => {
    const writes = texting(product, newNumber());
    await writes(QUESTION, [{ reply: reply(text(ANSWER), usage({ output_tokens: 3_300 })) }]);
    const { calls, whole } = await writes("And the Starter plan?", [{ reply: reply(text("That one is smaller.")) }]);
    expect(calls.map(({ body }) => body.max_tokens)).toEqual([4_096 - 3_300]);
    expect(whole.conversation.state).toBe("assistant");
  });
});

describe("a spending limit", () => {
  it.each<[string, Fault]>([
    ["of the tier", faults.spendCap()],
    ["of our own", faults.usageLimit()],
  ])(
    "%s is met by one request, later customers go to humans without one, and somebody is told once [BEH-10]",
    async (_name, fault) => {
      const before = errors();
      const first = await texting(product, newNumber())(QUESTION, [{ fault }]);
      expect(first.calls).toHaveLength(1);
      expectHuman(first, /spending limit/);
      for (let n = 0; n < 2; n += 1) {
        const next = await texting(product, newNumber())(QUESTION, []);
        expect(next.calls).toHaveLength(0);
        expectHuman(next, /spending limit/);
        expect(next.texts).toEqual(first.texts);
      }
      expect(errors() - before).toBe(1);
      // The next process knows nothing of it.
      await product.stopProcess();
      await product.startProcess();
    },
  );
});
