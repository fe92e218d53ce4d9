import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { faults } from "../../src/standins/messages/faults.ts";
import { SOON_OVER } from "../harness/breakers.ts";
import { settled } from "../harness/desk.ts";
import { freePort } from "../harness/free-port.ts";
import { signedIn } from "../harness/operators.ts";
import { type Product, type ProductOptions, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { expectInvariants } from "../turns/invariants.ts";
import { killAll, runProduct } from "../turns/programs/run-product.ts";
import { type DayOptions, liveThrough, releaseAll } from "../turns/random-day.ts";

const ENOUGH_MS = 30_000;
/** A text that meets one trouble after the other is tried again later and later. */
const PATIENCE_MS = 120_000;

afterAll(killAll);

async function withProduct(options: ProductOptions, run: (product: Product) => Promise<void>): Promise<void> {
  const product = await startProduct({ breaker: SOON_OVER, ...options });
  try {
    await run(product);
  } finally {
    await product.stop();
  }
}

/** A day and the evening after it. */
async function live(product: Product, day: Omit<DayOptions, "sessions">): Promise<void> {
  // For whoever has to find out what went wrong.
  console.log(`day ${day.seed}`);
  const people = await signedIn(product, "ann@desk.example", "bob@desk.example");
  const samples = await liveThrough(product, { ...day, sessions: people.map(({ session }) => session) });
  const mayDie = day.disaster !== undefined;
  await settled(product, PATIENCE_MS);
  await expectInvariants(product, samples, { mayDie });
  await releaseAll(product);
  await settled(product, PATIENCE_MS);
  await expectInvariants(product, samples, { mayDie });
}

describe("the assistant speaks only where the conversation is its own, and nobody stays unanswered", () => {
  it("on any day [OWN-3, OWN-5, TURN-1, TURN-3, TURN-12]", async () => {
    const began = performance.now();
    for (let seed = Date.now() % 100_000; performance.now() - began < ENOUGH_MS; seed += 1)
      await withProduct({}, async (product) => {
        const urls = [product.url, (await product.startBeside()).url];
        await live(product, { seed, customers: 10, steps: 60, urls });
      });
  });

  it("on a day on which one process after the other is killed [OWN-3, TURN-1, TURN-5]", async () => {
    const env = { KNOWLEDGE_DIR: resolve("knowledge") };
    // Slow enough that a kill hits turns.
    await withProduct({ env, model: { firstByteMs: 150, betweenChunksMs: 5 } }, async (product) => {
      const port = String(await freePort());
      const disaster = async (): Promise<void> => {
        const doomed = await runProduct(product, port);
        const endsAt = performance.now() + 500 + Math.random() * 2_000;
        await until("its end", () => performance.now() > endsAt);
        await doomed.kill();
        // As if its nine seconds were over. For a moment the other one counts as dead as well, and is not.
        await product.database.outside.process.deleteMany();
      };
      const doomedUrl = `http://127.0.0.1:${port}`;
      const seed = Date.now() % 100_000;
      await live(product, { seed, customers: 10, steps: 80, urls: [product.url], disaster, doomedUrl });
      console.log(`${await product.database.outside.turn.count({ where: { runs: { gt: 1 } } })} turns were resumed`);
    });
  });
});

describe.concurrent("a model that says nothing any more", () => {
  it.each([
    ["before its headers", faults.stallBeforeHeaders()],
    ["in the middle of its answer", faults.stallMidText()],
  ])("is waited for as long as a customer on SMS waits, 90 s, and not longer: %s [TURN-8]", async (_name, fault) => {
    await withProduct({ burst: undefined }, async (product) => {
      const number = "+15559990001";
      product.model.outage(fault);
      const began = performance.now();
      await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
      await until("the customer to be told", () => product.textsTo(number).length > 0, 100_000);
      expect(performance.now() - began).toBeLessThan(90_000);
      await settled(product);
      const { conversation } = await product.conversationOf(number);
      expect(conversation).toMatchObject({ state: "queued", handoff: { trigger: "failure" } });
      expect(product.textsTo(number)).toHaveLength(1);
    });
  });
});
