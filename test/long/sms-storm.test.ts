import { afterAll, describe, expect, it, type TestContext } from "vitest";
import type { Product } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { liveThroughStorm } from "../storm/live-through-storm.ts";
import { stormProduct } from "../storm/storm-product.ts";
import { killAll, runProduct } from "../turns/programs/run-product.ts";

afterAll(killAll);

async function begin({ onTestFinished }: TestContext): Promise<Product> {
  const { product, close } = await stormProduct();
  onTestFinished(close);
  return product;
}

describe("a conversation over a Twilio on which everything goes wrong", () => {
  it("of two hundred messages is told once, in order, and nothing of the assistant's after a takeover [SMSP-3, SMSP-4]", async (test) => {
    await liveThroughStorm(await begin(test), { seed: Date.now() % 100_000, messages: 200 });
  });

  it("is so even when the process is killed again and again [SMSP-3, SMSP-4]", async (test) => {
    const product = await begin(test);
    await product.stopProcess();
    const days = dieAgainAndAgain(product);
    await liveThroughStorm(product, { seed: Date.now() % 100_000, messages: 50, calm: days.end });
    expect(days.deaths()).toBeGreaterThanOrEqual(LEAST_DEATHS);
  });
});

/** Also where the conversation is over before: what was said is still on its way then. */
const LEAST_DEATHS = 3;

/** A process after the other in the product's place, each for a few seconds; after the end the last one lives. */
function dieAgainAndAgain(product: Product): { deaths(): number; end(): Promise<void> } {
  let isOver = false;
  let deaths = 0;
  const live = async (): Promise<void> => {
    for (;;) {
      const doomed = await runProduct(product);
      const endsAt = performance.now() + 2_000 + Math.random() * 3_000;
      const isLast = (): boolean => isOver && deaths >= LEAST_DEATHS;
      await until("its end", () => isLast() || performance.now() > endsAt);
      if (isLast()) return;
      await doomed.kill();
      deaths += 1;
      // As if its nine seconds were over.
      await product.database.outside.process.deleteMany();
    }
  };
  const living = live();
  living.catch(() => {});
  return {
    deaths: () => deaths,
    async end() {
      isOver = true;
      await living;
    },
  };
}
