import { describe, it } from "vitest";
import { liveThroughStorm } from "../storm/live-through-storm.ts";
import { stormProduct } from "../storm/storm-product.ts";

describe("a short conversation over a Twilio on which everything goes wrong", () => {
  it("is told once, in order, and nothing of the assistant's after a takeover [SMSP-3, SMSP-4]", {
    timeout: 120_000,
  }, async ({ onTestFinished }) => {
    const { product, close } = await stormProduct();
    onTestFinished(close);
    await liveThroughStorm(product, { seed: Date.now() % 100_000, messages: 16 });
  });
});
