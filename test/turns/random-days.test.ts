import { afterAll, beforeAll, it } from "vitest";
import { SOON_OVER } from "../harness/breakers.ts";
import { settled } from "../harness/desk.ts";
import { signedIn } from "../harness/operators.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { expectInvariants } from "./invariants.ts";
import { liveThrough, releaseAll } from "./random-day.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ breaker: SOON_OVER });
});
afterAll(() => product.stop());

it("on a random day the assistant speaks only where the conversation is its own, and nobody stays unanswered [OWN-3, OWN-5, TURN-1, TURN-3, TURN-12]", async () => {
  const people = await signedIn(product, "ann@desk.example", "bob@desk.example");
  const sessions = people.map(({ session }) => session);
  const urls = [product.url, (await product.startBeside()).url];
  const samples = await liveThrough(product, { seed: 11, customers: 8, steps: 50, urls, sessions });
  await settled(product, 60_000);
  await expectInvariants(product, samples);
  await releaseAll(product);
  await settled(product, 60_000);
  await expectInvariants(product, samples);
}, 180_000);
