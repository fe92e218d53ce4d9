import { describe, expect, it } from "vitest";
import type { ChannelName } from "../../src/contract/index.ts";
import { Holds, probeInMs, type Refusal } from "../../src/outbound/hold-channel.ts";

const AUTH: Refusal = { code: "twilio_20003", message: "No.", retryAfterMs: null, concerns: "account" };
const RATE: Refusal = { code: "twilio_20429", message: "Slowly.", retryAfterMs: 4_000, concerns: "rate" };
const QUEUE: Refusal = { code: "twilio_21611", message: "Full.", retryAfterMs: null, concerns: "sender" };
const ALL = { channel: "sms", sender: null } as const;
const BOTH: readonly ChannelName[] = ["sms", "email"];

function begin() {
  let clock = 1_000;
  const holds = new Holds(() => clock);
  /** Each to a customer of its own, by the same number. */
  const at = (id: string, beganAt = clock, sender = "+1") =>
    ({ channel: "sms", id, sender, recipient: `customer of ${id}`, beganAt }) as const;
  return { holds, at, pass: (ms: number) => (clock += ms) };
}

describe("a held channel [SMSE-4]", () => {
  it("lets nothing go until its time has come, and then one row, while the others are open", () => {
    const { holds, at, pass } = begin();
    expect(holds.ways(BOTH)).toEqual({ open: BOTH, heldSenders: [], probes: [] });
    expect(holds.refused(at("a"), AUTH)).toMatchObject({ news: { failures: 1, code: "twilio_20003", why: "No." } });
    expect(holds.ways(BOTH)).toEqual({ open: ["email"], heldSenders: [], probes: [] });
    pass(2_000);
    expect(holds.ways(BOTH)).toEqual({ open: ["email"], heldSenders: [], probes: [{ ...ALL, except: ["a"] }] });
    holds.probing(ALL, "b");
    expect(holds.ways(BOTH).probes).toEqual([]);
  });

  it("is open when one has passed", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    expect(holds.passed(at("b"))).toMatchObject([{ code: "twilio_20003" }]);
    expect(holds.ways(BOTH).open).toEqual(BOTH);
    expect(holds.passed(at("c"))).toEqual([]);
  });

  it("learns nothing from what had left before it was held", () => {
    const { holds, at, pass } = begin();
    const early = at("early");
    pass(5);
    holds.refused(at("a", 1_000), AUTH);
    expect(holds.refused(early, AUTH)).toEqual({ kind: "held", news: null, ended: [] });
    expect(holds.passed(early)).toEqual([]);
    pass(2_000);
    expect(holds.ways(BOTH).probes).toHaveLength(1);
  });

  it("has each that waits try before one tries again", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    holds.probing(ALL, "b");
    expect(holds.refused(at("b"), AUTH)).toMatchObject({ news: { failures: 2 } });
    pass(5_000);
    expect(holds.ways(BOTH).probes).toEqual([{ ...ALL, except: ["a", "b"] }]);
    holds.probing(ALL, null);
    expect(holds.ways(BOTH).probes).toEqual([{ ...ALL, except: [] }]);
  });

  it("tries with another when one came to nothing, such as a cancelled one", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    holds.probing(ALL, "b");
    holds.released("b");
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

describe("one of our numbers that Twilio takes no more of [OUT-10]", () => {
  it("waits, and is tried, while the others go on", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a", 1_000, "+2"), QUEUE);
    expect(holds.ways(BOTH)).toEqual({ open: BOTH, heldSenders: ["+2"], probes: [] });
    expect(holds.passed(at("b"))).toEqual([]);
    pass(2_000);
    expect(holds.ways(BOTH).probes).toEqual([{ channel: "sms", sender: "+2", except: ["a"] }]);
    holds.probing({ channel: "sms", sender: "+2" }, "c");
    expect(holds.ways(BOTH).probes).toEqual([]);
    expect(holds.passed(at("c", 3_000, "+2"))).toMatchObject([{ sender: "+2" }]);
    expect(holds.ways(BOTH)).toEqual({ open: BOTH, heldSenders: [], probes: [] });
  });

  it("shows that Twilio speaks with us, and learns nothing while it does not", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("a"), AUTH);
    pass(2_000);
    expect(holds.refused(at("b", 3_000, "+2"), QUEUE)).toMatchObject({ ended: [{ code: "twilio_20003" }] });
    expect(holds.ways(BOTH)).toMatchObject({ open: BOTH, heldSenders: ["+2"] });
    holds.refused(at("c"), AUTH);
    pass(60_000);
    expect(holds.ways(BOTH).probes).toEqual([{ ...ALL, except: ["c"] }]);
  });
});

describe("what is refused where others pass [OUT-11]", () => {
  it("holds up the others once, and is then refused for itself", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("odd"), AUTH);
    pass(2_000);
    holds.passed(at("b"));
    expect(holds.refused(at("odd"), AUTH)).toEqual({ kind: "own", counts: true });
    // Also the next one between the same two. Nobody has passed since.
    pass(1);
    expect(holds.refused({ ...at("odd"), id: "next" }, AUTH)).toEqual({ kind: "own", counts: false });
    pass(1);
    holds.passed(at("b"));
    expect(holds.refused(at("odd"), AUTH)).toEqual({ kind: "own", counts: true });
    expect(holds.ways(BOTH).open).toEqual(BOTH);
    expect(holds.refused(at("c"), AUTH)).toMatchObject({ kind: "held" });
  });

  it("waits with the others while they are held, too, and is one of them once it passes", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("odd"), AUTH);
    pass(2_000);
    holds.passed(at("b"));
    holds.refused(at("c"), AUTH);
    pass(1);
    expect(holds.refused(at("odd"), AUTH)).toMatchObject({ kind: "held", news: { failures: 2 } });
    holds.passed(at("odd"));
    expect(holds.refused(at("odd"), AUTH)).toMatchObject({ kind: "held" });
  });

  it("is one of many like it when they are too many, whoever passes", () => {
    const { holds, at, pass } = begin();
    for (let round = 0; round < 3; round += 1) {
      expect(holds.refused(at("a"), RATE)).toMatchObject({ kind: "held" });
      pass(4_000);
      holds.passed(at("b"));
    }
    holds.refused(at("a"), AUTH);
    pass(2_000);
    holds.passed(at("b"));
    expect(holds.refused(at("a"), QUEUE)).toMatchObject({ kind: "held" });
  });

  it("is forgotten an hour after others have passed", () => {
    const { holds, at, pass } = begin();
    holds.refused(at("odd"), AUTH);
    pass(2_000);
    holds.passed(at("b"));
    for (let minutes = 0; minutes < 100; minutes += 50) {
      pass(50 * 60_000);
      holds.passed(at("b"));
      expect(holds.refused(at("odd"), AUTH)).toEqual({ kind: "own", counts: true });
    }
    pass(50 * 60_000);
    expect(holds.refused(at("odd"), AUTH)).toEqual({ kind: "own", counts: false });
    pass(11 * 60_000);
    expect(holds.refused(at("odd"), AUTH)).toMatchObject({ kind: "held" });
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
    ["the same for one of our numbers [OUT-10]", "sender", 3, null, 8_000],
    ["up to five minutes", "rate", 60, null, 300_000],
    ["is what the provider says", "rate", 1, 60_000, 60_000],
    ["but not hours", "rate", 1, 9_999_999, 900_000],
  ] as const)("%s", (_name, concern, failures, retryAfterMs, expected) => {
    expect(probeInMs(concern, failures, retryAfterMs)).toBe(expected);
  });
});
