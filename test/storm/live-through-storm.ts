import { expect } from "vitest";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import { settled } from "../harness/desk.ts";
import type { Product } from "../harness/product.ts";
import { converse } from "./converse.ts";
import { expectToldOnce } from "./expect-told-once.ts";
import { roughWeather } from "./rough-weather.ts";

interface Storm {
  readonly seed: number;
  /** About how many are said, by all three. */
  readonly messages: number;
  /** Called when the last word is said. */
  readonly calm?: () => Promise<void>;
}

/** Also on a day on which chance is kind. Each costs a request that creates nothing. */
const AT_LEAST: readonly Fault[] = [
  { kind: "drop", created: true },
  { kind: "garbled", body: "{}", created: true },
];

/** What a text that meets one trouble after the other may take, ms. */
const PATIENCE_MS = 300_000;

/** A conversation in rough weather, until it is settled, and what must hold of it then. */
export async function liveThroughStorm(product: Product, { seed, messages, calm }: Storm): Promise<void> {
  for (const fault of AT_LEAST) product.twilio.fail(fault);
  product.twilio.weather(roughWeather(seed));
  const story = await converse(product, { seed, messages });
  await calm?.();
  await settled(product, PATIENCE_MS);
  // Late copies of what is settled say nothing new.
  await product.twilio.settled();
  await settled(product, PATIENCE_MS);
  // For whoever has to find out what went wrong.
  const { sent, requests } = product.twilio;
  console.log(`seed ${seed}: ${story.posted.length} texts came, ${sent.length} left with ${requests.length} requests`);
  // A storm that was none proves nothing. How many texts leave, and so what they can meet, is chance.
  expect(requests.length - sent.length).toBeGreaterThanOrEqual(Math.max(AT_LEAST.length, messages / 20));
  await expectToldOnce(product, story);
}
