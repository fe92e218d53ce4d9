import { describe, expect, it } from "vitest";
import { pauseAfter, RECONCILE_TIMING } from "../../../channels/sms/reconcile.ts";
import {
  firstPlace,
  gapBefore,
  parsePlace,
  sinceWhen,
  toHappened,
  toJson,
} from "../../../channels/sms/reconcile-place.ts";
import { SendError } from "../../../src/contract/index.ts";

const at = (time: string) => new Date(`2026-03-02T${time}Z`);

describe("from when on Twilio's list is read", () => {
  const place = (upTo: string, begunAt = "2026-01-01T00:00:00Z") => ({
    upTo: new Date(upTo),
    begunAt: new Date(begunAt),
  });

  it.each([
    ["texts: a quarter of an hour is read again", "text", place("2026-03-02T12:00:00Z"), "2026-03-02T11:45:00Z"],
    ["news of ours: an hour", "news", place("2026-03-02T12:00:00Z"), "2026-03-02T11:00:00Z"],
    [
      "never before the first reading",
      "text",
      place("2026-03-02T12:00:00Z", "2026-03-02T11:58:00Z"),
      "2026-03-02T11:58:00Z",
    ],
    ["no more than a week", "text", place("2026-01-31T12:00:00Z"), "2026-02-23T12:02:00Z"],
  ] as const)("%s [SMSC-3]", (_name, what, from, since) => {
    expect(sinceWhen(from, what, at("12:02:00"))).toEqual(new Date(since));
  });

  it.each([
    ["nothing is left out within a week", "2026-02-23T12:02:00Z", null],
    [
      "what came before that is",
      "2026-02-23T12:01:59Z",
      { from: new Date("2026-02-23T12:01:59Z"), to: new Date("2026-02-23T12:02:00Z") },
    ],
  ])("%s [SMSX-23]", (_name, upTo, gap) => {
    expect(gapBefore(place(upTo), at("12:02:00"))).toEqual(gap);
  });

  it("is kept as JSON", () => {
    const kept = { upTo: at("12:00:00"), begunAt: at("11:00:00") };
    expect(parsePlace(toJson(kept))).toEqual(kept);
    expect(firstPlace(at("12:00:00"))).toEqual({ upTo: at("12:00:00"), begunAt: at("12:00:00") });
  });

  it.each([[null], [[]], ["2026-03-02"], [{}], [{ upTo: "then", begunAt: "2026-03-02T12:00:00Z" }]])(
    "begins anew from %j",
    (kept) => expect(parsePlace(kept)).toBeNull(),
  );
});

describe("what a webhook should have told us", () => {
  const message = {
    sid: "SM1",
    direction: "inbound",
    status: "received",
    date_created: "Mon, 02 Mar 2026 12:00:00 +0000",
    date_sent: "Mon, 02 Mar 2026 12:00:01 +0000",
    date_updated: "Mon, 02 Mar 2026 12:00:02 +0000",
  };
  const ours = { ...message, direction: "outbound-api" };

  it("is every text, at the time of its webhook", () => {
    expect(toHappened(message)).toMatchObject({ what: "text", id: "SM1", at: at("12:00:01") });
    expect(toHappened({ ...message, date_sent: null })).toMatchObject({ at: at("12:00:00") });
  });

  it.each(["delivered", "undelivered", "failed", "canceled", "read"])("is that ours is %s [SMSC-5]", (status) => {
    expect(toHappened({ ...ours, status })).toMatchObject({
      what: "news",
      id: `status:SM1:${status}`,
      at: at("12:00:02"),
    });
  });

  it.each([
    ["what is still under way", { ...ours, status: "sent" }],
    ["a reply that Twilio gave itself", { ...ours, direction: "outbound-reply", status: "delivered" }],
    ["a direction of tomorrow", { ...ours, direction: "sideways", status: "delivered" }],
    ["one without a sid", { ...message, sid: null }],
    ["one with a sid that no index takes", { ...message, sid: "SM\0" }],
    ["one without a date", { ...message, date_created: null, date_sent: "then" }],
  ])("is not %s", (_name, other) => expect(toHappened(other)).toBeNull());
});

describe("how long until it is read again", () => {
  const failed = (retryAfterMs: number | null) =>
    new SendError("no", { code: "twilio_20429", retryable: true, maybeSent: false, retryAfterMs });
  const refused = new SendError("no", {
    code: "twilio_20003",
    retryable: true,
    maybeSent: false,
    concerns: "account",
  });

  it.each([
    ["soon after the start, for what came just before it", null, 0, 0, 15_000],
    ["and once more, for what was too young then", null, 0, 1, 60_000],
    ["every two minutes", null, 0, 2, 120_000],
    ["sooner after a failure", failed(null), 1, 7, 10_000],
    ["later after each", failed(null), 4, 7, 80_000],
    ["when Twilio asks for it", failed(33_000), 1, 7, 33_000],
    ["every two minutes while our account is refused, for operators see that until then", refused, 99, 7, 120_000],
    ["within ten minutes, whatever happens", failed(86_400_000), 99, 7, 600_000],
  ])("%s", (_name, error, failures, round, ms) => {
    expect(pauseAfter(error, failures, round, RECONCILE_TIMING)).toBe(ms);
  });
});
