import { describe, expect, it } from "vitest";
import type { ChannelName } from "../../src/contract/index.ts";
import { createHolds, probeInMs, type Refusal } from "../../src/outbound/hold-channel.ts";

const AUTH: Refusal = { code: "twilio_20003", message: "No.", retryAfterMs: null, concerns: "account" };
const RATE: Refusal = { code: "twilio_20429", message: "Slowly.", retryAfterMs: 4_000, concerns: "rate" };
const BOTH: readonly ChannelName[] = ["sms", "email"];

function begin() {
  let clock = 1_000;
  const holds = createHolds(() => clock);
  const at = (id: string, beganAt = clock) => ({ channel: "sms", id, beganAt }) as const;
  return { holds, at, pass: (ms: number) => (clock += ms) };
}

describe("a held channel [SMSE-4]", () => {
  it("lets nothing go until its time has come, and then one row, while the others are open", () => {
    const { holds, at, pass } = begin();
    expect(holds.ways(BOTH)).toEqual({ open: BOTH, probes: [] });
    expect(holds.refused(at("a"), AUTH)).toMatchObject({ failures: 1, code: "twilio_20003", why: "No." });
    expect(holds.ways(BOTH)).toEqual({ open: ["email"], probes: [] });
    pass(2_000);
    expect(holds.ways(BOTH)).toEqual({ open: ["email"], probes: [{ channel: "sms", except: ["a"] }] });
    holds.probing("sms", "b");
    expect(holds.ways(BOTH).probes).toEqual([]);
  });

  it("is open when one has passed", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    expect(holds.passed(at("b"))).toMatchObject({ code: "twilio_20003" });
    expect(holds.ways(BOTH).open).toEqual(BOTH);
    expect(holds.passed(at("c"))).toBeNull();
  });

  it("learns nothing from what had left before it was held", () => {
    const { holds, at, pass } = begin();
    const early = at("early");
    pass(5);
    holds.refused(at("a", 1_000), AUTH);
    expect(holds.refused(early, AUTH)).toBeNull();
    expect(holds.passed(early)).toBeNull();
    pass(2_000);
    expect(holds.ways(BOTH).probes).toHaveLength(1);
  });

  it("has each that waits try before one tries again", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    holds.probing("sms", "b");
    expect(holds.refused(at("b"), AUTH)?.failures).toBe(2);
    pass(5_000);
    expect(holds.ways(BOTH).probes).toEqual([{ channel: "sms", except: ["a", "b"] }]);
    holds.probing("sms", null);
    expect(holds.ways(BOTH).probes).toEqual([{ channel: "sms", except: [] }]);
  });

  it("tries with another when one came to nothing, such as a cancelled one", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    holds.probing("sms", "b");
    holds.released("sms", "b");
    expect(holds.ways(BOTH).probes).toHaveLength(1);
  });

  it("waits as long as it is asked to [SMSE-5]", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), RATE);
    pass(3_999);
    expect(holds.ways(BOTH).probes).toEqual([]);
    pass(1);
    expect(holds.ways(BOTH).probes).toHaveLength(1);
  });
});

describe("the time until one tries", () => {
  it.each([
    ["is short while the trouble of an account is young [SMSE-4]", "account", 1, null, 2_000],
    ["is longer then", "account", 2, null, 5_000],
    ["and longer", "account", 3, null, 15_000],
    ["and half a minute at last", "account", 4, null, 30_000],
    ["and stays so", "account", 99, 5_000, 30_000],
    ["is the same where nobody is reached [OUT-9]", "provider", 1, null, 2_000],
    ["also when that lasts", "provider", 99, null, 30_000],
    ["doubles with each rate limit [SMSE-5]", "rate", 3, null, 8_000],
    ["up to five minutes", "rate", 60, null, 300_000],
    ["is what the provider says", "rate", 1, 60_000, 60_000],
    ["but not hours", "rate", 1, 9_999_999, 900_000],
  ] as const)("%s", (_name, concern, failures, retryAfterMs, expected) => {
    expect(probeInMs(concern, failures, retryAfterMs)).toBe(expected);
  });
});
