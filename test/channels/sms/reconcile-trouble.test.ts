import { describe, expect, it } from "vitest";
import type { TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost, createStore } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { minutesAgo, TIMING, useReconcileBench } from "./reconcile-case.ts";
import { ACCOUNT, CALL_TIMEOUT_MS } from "./sms-case.ts";

const [OURS, OTHER] = ACCOUNT.phoneNumbers;
const { bench, channel, histories, readLast, missed, rounds, ids } = useReconcileBench(CALL_TIMEOUT_MS);

describe("trouble", () => {
  it.each<[string, Parameters<TwilioStandIn["fail"]>[0], string]>([
    ["a Twilio that is down", { kind: "server_error", status: 503 }, "twilio_20503"],
    ["a Twilio that wants us slower", { kind: "rate_limited" }, "twilio_20429"],
    ["a cut connection", { kind: "drop" }, "twilio_no_answer"],
    ["silence", { kind: "silence" }, "twilio_no_answer"],
    ["an account that is refused", { kind: "unauthorized" }, "twilio_20003"],
    ["something that is not a list", { kind: "garbled", body: "[]" }, "twilio_"],
    ["something that is not JSON", { kind: "garbled", body: "<html>" }, "twilio_"],
  ])("such as %s is logged, without words, and ends by itself [SMSC-6]", async (_name, fault, cause) => {
    await readLast(minutesAgo(60));
    const sid = await missed("Hello?", 20);
    bench.twilio.fail(fault, { on: "history", times: 4 });
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    expect(ids()).toEqual([sid]);
    const troubles = bench.host.lines.filter((line) => line.includes("is not read"));
    expect(troubles.length).toBeGreaterThan(0);
    expect(troubles.join()).toContain(cause);
  });

  it.each<[string, Parameters<TwilioStandIn["fail"]>[0]]>([
    ["credentials", { kind: "unauthorized" }],
    ["an account that is not active", { kind: "refused", code: 20005, status: 403 }],
  ])("with %s shows before a text waits, and until the list is read [SMSX-40]", async (_name, fault) => {
    await readLast(minutesAgo(60));
    bench.twilio.fail(fault, { on: "history", times: 10_000 });
    await bench.sms.start();
    await until("the trouble", () => !bench.sms.health().ok);
    await rounds(2);
    expect(bench.sms.health()).toMatchObject({ ok: false });
    bench.twilio.mend();
    await until("its end", () => bench.sms.health().ok);
  });

  it("with a key that may not read the list is no trouble of the channel [SMSX-40]", async () => {
    await readLast(minutesAgo(60));
    bench.twilio.fail({ kind: "refused", code: 20403, status: 403 }, { on: "history", times: 10_000 });
    await bench.sms.start();
    await rounds();
    expect(bench.sms.health()).toEqual({ ok: true });
  });

  it("with the media of a text, which Twilio may have deleted, is no trouble of the account [SMSX-40]", async () => {
    await readLast(minutesAgo(60));
    await missed("", 20, { media: [{ contentType: "image/png", content: Buffer.from("not seen") }] });
    bench.twilio.fail({ kind: "refused", code: 20404, status: 404 }, { on: "media_list", times: 10_000 });
    await bench.sms.start();
    await rounds();
    expect(bench.sms.health()).toEqual({ ok: true });
  });

  it("such as a week without us is said, once for each number [SMSX-23]", async () => {
    const [from, to] = [minutesAgo(8 * 24 * 60), minutesAgo(7 * 24 * 60)];
    await readLast(from, minutesAgo(100_000), [OURS]);
    await missed("Hello from then", 7.5 * 24 * 60);
    const sid = await missed("Hello?", 20);
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    await rounds(2);
    expect(ids()).toEqual([sid]);
    const gaps = bench.host.lines.filter((line) => line.includes("look there"));
    expect(gaps).toHaveLength(1);
    const gap = JSON.parse(gaps[0] ?? "") as { from: string; to: string };
    expect(gap.from).toBe(from.toISOString());
    expect(Math.abs(Date.parse(gap.to) - to.getTime())).toBeLessThan(60_000);
  });

  it("with one number holds up no other [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    const other = await missed("Hello?", 20, { to: OTHER });
    const hold = bench.twilio.hold({ on: "history" });
    await bench.sms.start();
    await hold.arrived;
    await until("the other number's", () => ids().includes(other));
    hold.release();
  });

  it("with storing loses nothing: the place stays [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    const sid = await missed("Hello?", 20);
    let failures = 3;
    bench.host.onAccept(() =>
      failures-- > 0 ? Promise.reject(new Error("no disk for the parcel")) : Promise.resolve(),
    );
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    expect(ids()).toEqual([sid]);
  });

  it("does not keep it from being stopped at once, nor read on after it [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    await missed("Hello?", 20);
    const hold = bench.twilio.hold({ on: "history" });
    await bench.sms.start();
    await hold.arrived;
    const begun = performance.now();
    await bench.sms.stop();
    expect(performance.now() - begun).toBeLessThan(CALL_TIMEOUT_MS / 2);
    hold.release();
    const asked = histories().length;
    await bench.sms.stop();
    expect(histories().length).toBe(asked);
    expect(bench.host.rows).toEqual([]);
  });
});

it("is one process's work, and another's when that one ends [SMSC-7]", async () => {
  const store = createStore();
  bench.host = createRecordingHost(store);
  await readLast(minutesAgo(60));
  const first = channel(TIMING, createRecordingHost(store));
  const second = channel(TIMING, createRecordingHost(store));
  await first.start();
  await rounds();
  const asked = histories().length;
  await second.start();
  await rounds(2);
  expect(histories().length).toBeGreaterThan(asked);
  await first.stop();
  const sid = await missed("Hello?", 5);
  await until("the other to take over", () => bench.host.rows.length > 0);
  expect(ids()).toEqual([sid]);
  await second.stop();
});
