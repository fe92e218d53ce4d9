import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../../src/standins/twilio/fault.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { until } from "../../harness/until.ts";
import { ACCOUNT, ask, create } from "./rest-client.ts";

let twilio: TwilioStandIn;
beforeEach(async () => {
  twilio = await startTwilioStandIn(ACCOUNT);
});
afterEach(() => twilio.stop());

describe("faults with an answer", () => {
  it.each<[string, Fault, number, object, number]>([
    ["too many requests", { kind: "rate_limited", retryAfterSeconds: 7 }, 429, { code: 20429 }, 0],
    ["an error before", { kind: "server_error", status: 503 }, 503, { code: 20503 }, 0],
    ["an error after", { kind: "server_error", status: 500, created: true }, 500, { code: 20500 }, 1],
    ["locked out", { kind: "unauthorized" }, 401, { code: 20003 }, 0],
    ["any of Twilio's codes", { kind: "refused", code: 21408 }, 400, { code: 21408 }, 0],
    ["and with its own status", { kind: "refused", code: 30002, status: 403 }, 403, { code: 30002 }, 0],
    ["a strange yes", { kind: "garbled", body: "OK", created: true }, 201, { text: "OK" }, 1],
    ["slowness", { kind: "slow", ms: 5 }, 201, { status: "queued" }, 1],
  ])("%s", async (_name, fault, status, body, created) => {
    twilio.fail(fault);
    const answer = await create(twilio);
    expect(answer).toMatchObject({ status, body });
    expect(twilio.sent).toHaveLength(created);
    expect(await create(twilio)).toMatchObject({ status: 201 });
  });

  it("says how long to wait", async () => {
    twilio.fail({ kind: "rate_limited", retryAfterSeconds: 7 });
    expect((await create(twilio)).headers.get("retry-after")).toBe("7");
  });
});

describe("faults without an answer", () => {
  it.each([
    [true, 1],
    [false, 0],
  ])("cuts the connection (created: %s)", async (created, count) => {
    twilio.fail({ kind: "drop", created });
    await expect(create(twilio)).rejects.toThrow("fetch failed");
    expect(twilio.sent).toHaveLength(count);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("says nothing (created: %s)", async (created, count) => {
    twilio.fail({ kind: "silence", created });
    const stopping = new AbortController();
    const cut = expect(create(twilio, {}, stopping.signal)).rejects.toThrow("aborted");
    await until("the request", () => twilio.requests.length === 1 && twilio.sent.length === count);
    stopping.abort();
    await cut;
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("holds a request until it is released (created: %s)", async (created, count) => {
    const held = twilio.hold({ created });
    const answer = create(twilio);
    await held.arrived;
    expect(twilio.sent).toHaveLength(count);
    held.release();
    expect(await answer).toMatchObject({ status: 201 });
    expect(twilio.sent).toHaveLength(1);
  });
});

describe("the line of faults", () => {
  it("is served in order, each as often as asked", async () => {
    twilio.fail({ kind: "rate_limited" }, { times: 2 });
    twilio.fail({ kind: "server_error", status: 502 });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await create(twilio)).status);
    expect(statuses).toEqual([429, 429, 502, 201]);
  });

  it("is one for creating and one for reading", async () => {
    twilio.fail({ kind: "server_error", status: 503 }, { on: "read" });
    expect(await create(twilio)).toMatchObject({ status: 201 });
    expect(await ask(twilio, "/Messages.json")).toMatchObject({ status: 503 });
    expect(await ask(twilio, "/Messages.json")).toMatchObject({ status: 200 });
  });

  it("is not for strangers", async () => {
    twilio.fail({ kind: "rate_limited" });
    expect(await ask(twilio, "/Messages.json", { form: {}, credentials: null })).toMatchObject({ status: 401 });
    expect(await create(twilio)).toMatchObject({ status: 429 });
  });

  it("is empty after a reset, like everything else", async () => {
    await create(twilio);
    twilio.fail({ kind: "rate_limited" }, { times: Number.POSITIVE_INFINITY });
    twilio.reset();
    expect([twilio.sent, twilio.requests, twilio.callbacks]).toEqual([[], [], []]);
    expect(await create(twilio)).toMatchObject({ status: 201 });
  });
});

it("stops twice, also while requests wait", async () => {
  const held = twilio.hold();
  const cut = expect(create(twilio)).rejects.toThrow("fetch failed");
  await held.arrived;
  await twilio.stop();
  await twilio.stop();
  await cut;
  await expect(create(twilio)).rejects.toThrow("fetch failed");
});
