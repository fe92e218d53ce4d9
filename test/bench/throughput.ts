import { until } from "../harness/until.ts";
import { insertBare } from "./bare-insert.ts";
import type { BenchProduct } from "./bench-product.ts";
import type { Figure } from "./figures.ts";

const TEXTS = 900;
const AT_ONCE = 48;

/** Texts per second from webhook to delivery with a model that answers at once. */
export async function measureThroughput(product: BenchProduct): Promise<number> {
  const { twilio } = product;
  twilio.reset();
  const began = performance.now();
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let n = next++; n < TEXTS; n = next++) {
      const { status } = await twilio.text({ from: `+1666${1_000_000 + n}`, body: "What does the Pro plan cost?" });
      if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await until("all answers", () => twilio.sent.length >= TEXTS, 180_000);
  return TEXTS / ((performance.now() - began) / 1_000);
}

/** The same beside the plain insertion of the rows it leaves, by the same client into the same database server. */
export async function compareThroughput(product: BenchProduct, perSecond: number): Promise<Figure[]> {
  const bare = await insertBare(product.dataDir, "+1666", AT_ONCE);
  const on = `${TEXTS} texts from ${TEXTS} numbers, ${AT_ONCE} at once, embedded database with fsync`;
  return [
    { name: "texts from webhook to delivery", value: perSecond, unit: "/s", on },
    { name: "bare insert of the same rows", value: bare, unit: "/s", on: "one transaction a text" },
    { name: "share of the bare insert", value: (perSecond / bare) * 100, unit: "%", goal: "50", on: "the two above" },
  ];
}
