import { createRandom } from "../../src/standins/messages/cut-bytes.ts";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import type { Weather } from "../../src/standins/twilio/weather.ts";

type Weighted = readonly (readonly [weight: number, fault: Fault])[];

/** What becomes of requests that create a text. Where `created`, the text exists and the product is not told. */
const CREATE: Weighted = [
  [3, { kind: "rate_limited" }],
  [2, { kind: "rate_limited", retryAfterSeconds: 1 }],
  [2, { kind: "server_error", status: 500, created: true }],
  [2, { kind: "server_error", status: 502, created: true }],
  [2, { kind: "server_error", status: 503, created: true }],
  [1, { kind: "server_error", status: 503 }],
  [1, { kind: "server_error", status: 500 }],
  [3, { kind: "silence", created: true }],
  [1, { kind: "silence" }],
  [4, { kind: "drop", created: true }],
  [1, { kind: "drop" }],
  [2, { kind: "garbled", body: "{}", created: true }],
  [1, { kind: "garbled", body: "<html>", created: true }],
  [5, { kind: "slow", ms: 50 }],
  [3, { kind: "slow", ms: 250 }],
];

/** And of those that look something up. */
const READ: Weighted = [
  [2, { kind: "slow", ms: 100 }],
  [1, { kind: "rate_limited" }],
  [1, { kind: "server_error", status: 503 }],
  [1, { kind: "drop" }],
];

/** How many of a hundred. */
const FAULTY = { create: 30, read: 10 } as const;
const DOUBLE = 15;
const LATE = 35;
const EARLY = 25;
/** How late a webhook may be, ms: later than the next few. */
const LATE_MS = 250;

/** Twilio on a bad day: everything goes wrong that can, but no webhook is lost for ever. The seed decides. */
export function roughWeather(seed: number): Weather {
  const random = createRandom(seed);
  const happens = (ofHundred: number): boolean => random() * 100 < ofHundred;
  const delay = (): number => (happens(LATE) ? Math.floor(random() * LATE_MS) : 0);
  return {
    fault: (calls) => {
      if (calls === "create") return happens(FAULTY.create) ? draw(CREATE, random) : null;
      return happens(FAULTY.read) ? draw(READ, random) : null;
    },
    copies: () => (happens(DOUBLE) ? [delay(), delay()] : [delay()]),
    isEarly: () => happens(EARLY),
  };
}

function draw(weighted: Weighted, random: () => number): Fault | null {
  let left = random() * weighted.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, fault] of weighted) {
    left -= weight;
    if (left < 0) return fault;
  }
  return null;
}
