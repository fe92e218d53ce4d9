import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ampleKnowledge } from "../bench/cost/ample-knowledge.ts";
import { type Costs, runBoth } from "../bench/cost/run-both.ts";
import { totalOf } from "../bench/cost/spending.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { type Product, startProduct } from "../harness/product.ts";

let folder: TemporaryFolder;
let product: Product;
let ours: Costs;
let naive: Costs;
beforeAll(async () => {
  folder = temporaryFolder();
  await ampleKnowledge(folder.path);
  let now = Date.parse("2026-11-23T09:00:00Z");
  product = await startProduct({ env: { KNOWLEDGE_DIR: folder.path }, model: { now: () => now } });
  const pass = (ms: number): void => {
    now += ms;
  };
  const world = { url: product.url, model: product.model, pass };
  ({ ours, naive } = await runBoth(world, { naiveTurns: 8 }));
}, 120_000);
afterAll(async () => {
  await product.stop();
  folder.remove();
});

const usd = (micros: number): number => micros / 1_000_000;

describe("what the assistant costs, at list prices, by the stand-in's simulation of the cache", () => {
  it("is at most six calls and $0.017 for the four questions of the tutorial [COST-2]", () => {
    const { replyCalls, replyMicros } = ours.fourQuestions;
    expect(replyCalls).toBeLessThanOrEqual(6);
    expect(usd(replyMicros)).toBeLessThanOrEqual(0.017);
    expect(replyMicros).toBeLessThan(naive.fourQuestions.replyMicros);
  });

  it("is at most $0.035 for a conversation of eight turns [COST-2]", () => {
    const eight = totalOf(ours.conversation.slice(0, 8));
    expect(usd(eight.replyMicros + eight.sideMicros)).toBeLessThanOrEqual(0.035);
    // Triage and summaries are a thirtieth of it at most.
    expect(eight.sideMicros).toBeLessThan(eight.replyMicros / 30);
    expect(eight.replyMicros).toBeLessThan(totalOf(naive.conversation).replyMicros);
  });

  it("does not grow with the conversation: a prompt of the fortieth turn is at most three of the eighth [COST-2]", () => {
    expect(ours.conversation).toHaveLength(40);
    expect(ours.conversation.every(({ replyCalls }) => replyCalls > 0)).toBe(true);
    const tokens = (turn: number) => ours.conversation[turn - 1]?.promptTokens ?? Number.NaN;
    expect(tokens(40)).toBeLessThanOrEqual(3 * tokens(8));
  });
});
