import { describe, expect, it } from "vitest";
import { announcing, sendAgainInMs, type Undelivered, withoutAnnouncement } from "../../src/outbound/send-again.ts";

const PART: Undelivered = {
  state: "sent",
  attempts: 1,
  maybeSent: false,
  resends: 0,
  author: "assistant",
  epoch: 2,
  currentEpoch: 2,
  optedOut: false,
  isOvertaken: false,
};
const TWICE = { againAfterMs: [900_000, 7_200_000] };

describe("what did not arrive [SMSE-6]", () => {
  it.each<[string, Partial<Undelivered>, number | null]>([
    ["is sent once more", {}, 900_000],
    ["and once more, later", { resends: 1 }, 7_200_000],
    ["and no third time", { resends: 2 }, null],
    ["also when we had lost sight of it", { state: "unknown" }, 900_000],
    ["also when its provider has not answered yet", { state: "sending" }, 900_000],
    ["not while another attempt is under way", { state: "sending", attempts: 2 }, null],
    ["not while it is under way and an earlier attempt may be meant", { state: "sending", maybeSent: true }, null],
    ["not when it was taken back", { state: "canceled" }, null],
    ["not when something newer was said", { isOvertaken: true }, null],
    ["not to who has opted out", { optedOut: true }, null],
    ["not of the assistant after a takeover", { currentEpoch: 3 }, null],
    ["of an operator whoever has the conversation", { author: "operator", currentEpoch: 3 }, 900_000],
  ])("%s", (_name, change, expected) => {
    expect(sendAgainInMs({ ...PART, ...change }, TWICE)).toBe(expected);
  });

  it("is not sent once more when that would end alike", () => {
    expect(sendAgainInMs(PART, { againAfterMs: [] })).toBeNull();
  });

  it("says when it is sent, and says so no more when it is not", () => {
    const words = announcing("The phone is off.", new Date("2026-03-01T14:05:59Z"));
    expect(words).toBe("The phone is off. It is sent again at 14:05 UTC.");
    expect(withoutAnnouncement(words)).toBe("The phone is off.");
    expect(withoutAnnouncement("The phone is off.")).toBe("The phone is off.");
  });
});
