import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DELIVERY_STATUSES,
  type Interpretation,
  PayloadError,
  type ReceiptError,
  type StoredRaw,
} from "../../src/contract/index.ts";
import type { ChannelCase, Recorded } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { stored } from "./recording-host.ts";
import { withoutWorld } from "./without-world.ts";

/** A raw row says the same today and in ten years. */
export function itInterprets(channelCase: ChannelCase, scene: () => Scene): void {
  const reading: Reading = {
    async say(raw) {
      try {
        return await scene().bench.adapter.interpret(raw);
      } catch (error) {
        if (error instanceof PayloadError) return error;
        throw error;
      }
    },
    async rawOf(payload) {
      const { bench, host, start } = scene();
      await start();
      await bench.handOver(payload);
      return stored(host.accepted.at(-1)!, channelCase.channel, payload.proof);
    },
    withNews: (raw) => scene().bench.withNews(raw),
  };
  describe("interpreting", () => {
    itUnderstands(channelCase, reading);
    itNeedsOnlyThePayload(channelCase, reading);
    itSurvives(channelCase, reading);
  });
}

interface Reading {
  /** An error of any other kind is thrown on, and fails the test. */
  readonly say: (raw: StoredRaw) => Promise<Interpretation | PayloadError>;
  /** The row that a payload becomes when the provider hands it over. */
  readonly rawOf: (payload: Recorded) => Promise<StoredRaw>;
  readonly withNews: (raw: StoredRaw) => StoredRaw;
}

function itUnderstands({ recorded }: ChannelCase, { say, rawOf }: Reading): void {
  it.each(recorded.filter((payload) => payload.says !== null))("understands: $name", async (payload) => {
    expect(await say(await rawOf(payload))).toEqual(payload.says);
  });

  it.each(recorded.filter((payload) => payload.says === null))("refuses: $name", async (payload) => {
    expect(await say(await rawOf(payload))).toBeInstanceOf(PayloadError);
  });

  it("gives receipts that can be ranked and found", async () => {
    for (const payload of recorded) {
      const said = await say(await rawOf(payload));
      for (const receipt of said instanceof PayloadError ? [] : said.receipts) {
        expect(DELIVERY_STATUSES).toContain(receipt.status);
        expect(receipt.providerId).not.toBe("");
        expect(receipt.error === null).toBe(receipt.status !== "failed");
        if (receipt.error !== null) itSaysHowFar(receipt.error, said);
      }
    }
  });

  it("says why a message gets no automatic answer", async () => {
    for (const payload of recorded) {
      const said = await say(await rawOf(payload));
      for (const message of said instanceof PayloadError ? [] : said.messages) {
        expect(message.suppressed === null).toBe(message.class === "human");
        expect(message.threadKey).not.toBe("");
      }
    }
  });
}

const CONCERNS = ["part", "consent", "address", "account", "provider", "rate"];

/** How far a failure reaches, and when it may be worth another try. What nothing reaches is not tried again. */
function itSaysHowFar({ concerns, againAfterMs, message }: ReceiptError, said: Interpretation | PayloadError): void {
  expect(CONCERNS).toContain(concerns);
  expect(message).not.toBe("");
  for (const ms of againAfterMs) expect(ms).toBeGreaterThan(0);
  if (concerns === "consent" || concerns === "address") expect(againAfterMs).toEqual([]);
  // Who hears that the customer refuses, hears it of the pair that it is about.
  if (concerns === "consent" && !(said instanceof PayloadError)) expect(said.consents).not.toEqual([]);
}

function itNeedsOnlyThePayload({ recorded }: ChannelCase, { say, rawOf, withNews }: Reading): void {
  it("needs nothing but the payload, and leaves it alone", async () => {
    for (const payload of recorded) {
      const raw = await rawOf(payload);
      const copy = structuredClone(raw);
      const frozen = Object.freeze({ ...raw, meta: Object.freeze({ ...raw.meta }) });
      const first = await withoutWorld(() => say(frozen));
      expect([payload.name, await withoutWorld(() => say(frozen))]).toEqual([payload.name, first]);
      expect([payload.name, frozen]).toEqual([payload.name, copy]);
    }
  });

  it("overlooks what it does not know", async () => {
    for (const payload of recorded) {
      const raw = await rawOf(payload);
      expect([payload.name, await say(withNews(raw))]).toEqual([payload.name, await say(raw)]);
    }
  });
}

function itSurvives({ recorded }: ChannelCase, { say, rawOf }: Reading): void {
  it("refuses torn and mangled payloads in the one way there is", async () => {
    for (const payload of recorded) {
      const raw = await rawOf(payload);
      const step = 1 + Math.floor(raw.body.length / 64);
      for (let length = 0; length < raw.body.length; length += step) {
        await say({ ...raw, body: raw.body.subarray(0, length) });
      }
      const noise = fc.uint8Array({ maxLength: 400 });
      await fc.assert(
        fc.asyncProperty(noise, fc.nat({ max: raw.body.length }), async (bytes, at) => {
          await say({ ...raw, body: Buffer.concat([raw.body.subarray(0, at), bytes, raw.body.subarray(at)]) });
          await say({ ...raw, body: bytes, meta: {} });
        }),
        { numRuns: 25 },
      );
    }
  });
}
