import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelCall } from "../../src/database/generated/client.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text, toolUse, usage } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { act, settled } from "../harness/desk.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
});

const NUMBER = "+15558500001";
const ANSWER = reply(text("It costs $49 a month."));
const PRICED = usage({
  input_tokens: 1_000,
  output_tokens: 100,
  cache_read_input_tokens: 2_000,
  cache_creation_input_tokens: 30,
  cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
});

let said = 0;

/** A turn in which the model does this. */
async function turn(script: readonly ScriptEntry[]): Promise<void> {
  product.model.script(script);
  const before = (await product.database.outside.turn.findMany({ where: { endedAt: { not: null } } })).length;
  said += 1;
  await product.twilio.text({ from: NUMBER, body: `Question ${said}: what does the Pro plan cost?` });
  await product.conversationWhen(NUMBER, ({ turns }) => turns.filter(({ endedAt }) => endedAt).length > before);
  await settled(product);
}

async function ledger(): Promise<ModelCall[]> {
  await product.model.idle();
  return await product.database.outside.modelCall.findMany({ where: { purpose: "reply" }, orderBy: { id: "asc" } });
}

const tokens = ({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: ModelCall) => ({
  inputTokens,
  outputTokens,
  cacheReadTokens,
  cacheWriteTokens,
});

const billed = (use: Anthropic.Usage, outputTokens = use.output_tokens) => ({
  inputTokens: use.input_tokens,
  outputTokens,
  cacheReadTokens: use.cache_read_input_tokens,
  cacheWriteTokens: use.cache_creation_input_tokens,
});

const NOTHING = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

describe("the ledger", () => {
  beforeAll(async () => {
    await turn([{ reply: ANSWER }]);
    await turn([{ reply: reply(toolUse("lookup_knowledge_base", { query: "Pro plan" })) }, { reply: ANSWER }]);
    await turn([{ fault: faults.errorMidStream() }, { fault: faults.overloaded() }, { reply: ANSWER }]);
    await turn([{ reply: oddReplies.nothing() }, { reply: oddReplies.maxTokensInText() }]);
    await act(product, (await product.conversationOf(NUMBER)).conversation.id, "claim");
    const hold = createHold("text");
    product.model.script([{ reply: ANSWER, hold }, { reply: reply(text("It costs $49."), PRICED) }]);
    await act(product, (await product.conversationOf(NUMBER)).conversation.id, "release");
    await hold.reached;
    await act(product, (await product.conversationOf(NUMBER)).conversation.id, "close");
    // Else the answer may be there before the turn is broken off.
    await until("the end of the call", () =>
      product.database.outside.modelCall.findFirst({ where: { outcome: "aborted" } }),
    );
    hold.release();
    await settled(product);
    await turn([]);
  });

  it("has one line for every request, with how it ended [TURN-9, BEH-30]", async () => {
    const lines = await ledger();
    expect(lines.map(({ outcome, stopReason, error }) => [outcome, stopReason, error])).toEqual([
      ["ok", "end_turn", null],
      ["ok", "tool_use", null],
      ["ok", "end_turn", null],
      ["failed", null, "overloaded overloaded_error"],
      ["failed", null, "overloaded 529 overloaded_error"],
      ["ok", "end_turn", null],
      ["ok", "end_turn", null],
      ["ok", "max_tokens", null],
      ["aborted", null, "aborted"],
      ["ok", "end_turn", null],
    ]);
    const requests = modelCalls(product.model);
    expect(lines).toHaveLength(requests.length);
    for (const line of lines) expect(line).toMatchObject({ model: "claude-sonnet-5-5", purpose: "reply" });
    expect(lines.filter(({ requestId }) => requestId?.startsWith("req_"))).toHaveLength(lines.length);
  });

  it("has the tokens that were billed, of the broken ones those of their beginning [TURN-9]", async () => {
    const lines = await ledger();
    const expected = modelCalls(product.model).map(({ message }, index) => {
      if (!message) return NOTHING;
      return lines[index]?.outcome === "ok" ? billed(message.usage) : billed(message.usage, 1);
    });
    expect(lines.map(tokens)).toEqual(expected);
    expect(lines.filter(({ outcome }) => outcome !== "ok").map(({ cacheReadTokens }) => cacheReadTokens > 0)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("has the cost at the price of the day, in micro-dollars [TURN-9]", async () => {
    const [last] = (await ledger()).slice(-1);
    expect(last?.costMicros).toBe(1_000 * 2 + 100 * 10 + 2_000 * 0.1 + 10 * 2.5 + 20 * 4);
  });

  it("adds up to what the turns say, also of those that were broken off [TURN-9, BEH-30]", async () => {
    const { turns } = await product.conversationOf(NUMBER);
    const lines = await ledger();
    expect(turns.map(({ outcome }) => outcome).join()).toBe("replied,replied,replied,handed_off,superseded,replied");
    for (const shown of turns) {
      const own = lines.filter(({ turnId }) => turnId === shown.id);
      const sum = (key: keyof typeof NOTHING | "costMicros") => own.reduce((all, line) => all + line[key], 0);
      expect(shown).toMatchObject({
        calls: own.length,
        inputTokens: sum("inputTokens"),
        outputTokens: sum("outputTokens"),
        cacheReadTokens: sum("cacheReadTokens"),
        cacheWriteTokens: sum("cacheWriteTokens"),
        costMicros: sum("costMicros"),
      });
    }
  });
});
