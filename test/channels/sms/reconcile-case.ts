import { beforeEach, expect } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import type { SendingAdapter } from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost, interpretAll, type RecordingHost } from "../../contract/recording-host.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { until } from "../../harness/until.ts";
import { watchTwilio } from "../../openapi/watch-twilio.ts";
import { ACCOUNT, CONFIG, CUSTOMER } from "./sms-case.ts";

export const TIMING = { everyMs: 40, settleMs: 60_000, missedMs: 60_000, pauseMs: { least: 20, most: 40 } };

/** A channel that is not started yet, between Twilio's stand-in and a host; fresh for each test. */
interface ReconcileBench {
  twilio: TwilioStandIn;
  host: RecordingHost;
  sms: SendingAdapter;
}

export const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
export const keyOf = (number: string): string => `listed:${number}`;

/** Looks, after each test, through what was asked and what was logged. `callTimeoutMs`: of the channel's own unless told. */
export function useReconcileBench(callTimeoutMs?: number) {
  const bench = {} as ReconcileBench;
  beforeEach(async () => {
    const watch = watchTwilio();
    const twilio = await startTwilioStandIn({ ...ACCOUNT, watch });
    const host = createRecordingHost();
    Object.assign(bench, { twilio, host });
    bench.sms = channel();
    const product = await serveRoutes(bench.sms.routes);
    twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: product.url });
    return async () => {
      await bench.sms.stop();
      await twilio.stop();
      await product.stop();
      watch.assertFine();
      expect([...host.lines, ...bench.host.lines].join()).not.toMatch(/parcel|\+?1415/);
    };
  });

  const channel = (timing = TIMING, on: RecordingHost = bench.host) =>
    createSmsChannel({ ...CONFIG, apiBaseUrl: bench.twilio.url }, on, {
      ...(callTimeoutMs !== undefined && { callTimeoutMs }),
      reconcile: timing,
    });
  const histories = () => bench.twilio.requests.filter(({ query }) => query.has("DateSent>"));
  return {
    bench,
    channel,
    histories,
    /** As if the list had been read last, and for the first time, at these moments. */
    async readLast(upTo: Date, begunAt = minutesAgo(10_000), numbers: readonly string[] = ACCOUNT.phoneNumbers) {
      const value = { upTo: upTo.toISOString(), begunAt: begunAt.toISOString() };
      for (const number of numbers) await bench.host.memory.set(keyOf(number), value, null);
    },
    /** Texts while nobody listens. */
    async missed(body: string, minutes: number, more: Partial<Parameters<TwilioStandIn["text"]>[0]> = {}) {
      const { sid, status } = await bench.twilio.text({ from: CUSTOMER, body, at: minutesAgo(minutes), ...more });
      expect(status).toBe(503);
      return sid;
    },
    /** Resolves when the list was read at least `count` times more for each number, as texts and as news. */
    async rounds(count = 1) {
      const enough = histories().length + (count + 1) * 2 * ACCOUNT.phoneNumbers.length;
      await until("the list to be read", () => histories().length >= enough);
    },
    ids: () => bench.host.rows.map(({ externalId }): string => externalId),
    said: () => interpretAll(bench.sms, bench.host.rows),
  };
}
