import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { settled } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const COUNT = 120;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** How many rows each transaction took in. */
const taken = (): number[] =>
  product.logged
    .filter((line) => line.includes("receipts ingested"))
    .map((line) => (JSON.parse(line) as { rows: number }).rows);
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

it("of a backlog are taken in together, fifty at most: a transaction holds locks until it ends [SMSX-21]", async () => {
  await settled(product);
  const before = sum(taken());
  const at = new Date();
  await product.database.outside.rawInbound.createMany({
    data: Array.from({ length: COUNT }, () => {
      const sid = `SM${randomUUID().replaceAll("-", "")}`;
      return {
        channel: "sms" as const,
        externalId: `status:${sid}:delivered`,
        contentType: "application/x-www-form-urlencoded",
        meta: { url: "/channels/sms/status" },
        body: Buffer.from(`MessageSid=${sid}&MessageStatus=delivered`),
        receivedAt: at,
        nextTryAt: at,
      };
    }),
  });
  await until("the receipts", () => sum(taken()) === before + COUNT);
  expect(Math.max(...taken())).toBe(50);
});
