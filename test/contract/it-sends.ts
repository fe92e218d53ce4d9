import { describe, expect, it } from "vitest";
import { type OutboundPart, SendError, type Sent } from "../../src/contract/index.ts";
import type { SendingBench } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { interpretAll } from "./recording-host.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

/** The error of a send that has to fail. */
export async function failed(sending: Promise<unknown>, { bench }: Scene): Promise<SendError> {
  const error = await sending.then(
    () => new Error("it was sent"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SendError);
  const told = messagesOf(error).join("\n");
  for (const secret of bench.secrets()) expect(told).not.toContain(secret);
  return error as SendError;
}

/** The messages of an error and of all its causes: whoever logs one logs the others. */
export function messagesOf(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...messagesOf(error.cause)] : [];
}

/** The outbox can only do right when `send` says exactly what happened. */
export function itSends(scene: () => Scene<SendingBench>): void {
  const send: Send = (part, signal = patient()) => scene().bench.adapter.send(part, signal);
  describe("sending", () => {
    itTellsWhatHappened(send, scene);
    itObeys(send, scene);
    itBringsReceipts(send, scene);
  });
}

type Send = (part: OutboundPart, signal?: AbortSignal) => Promise<Sent>;

function itTellsWhatHappened(send: Send, scene: () => Scene<SendingBench>): void {
  it("gives the provider's id of what it sent", async () => {
    const { provider, part } = scene().bench;
    const one = await send(part());
    const two = await send(part());
    expect(provider.arrived()).toEqual([one.providerId, two.providerId]);
  });

  it("tells every failure apart", async () => {
    const { provider, part } = scene().bench;
    for (const failure of provider.failures) {
      failure.arrange();
      const error = await failed(send(part()), scene());
      const flags = { concerns: "part", retryAfterMs: null, code: error.code, ...failure.expected };
      const { retryable, maybeSent, concerns, retryAfterMs, code } = error;
      expect({ name: failure.name, retryable, maybeSent, concerns, retryAfterMs, code }).toEqual({
        name: failure.name,
        ...flags,
      });
      // With dots, for the codes of RFC 3463.
      expect(error.code).toMatch(/^[a-z]+(_[a-z0-9.]+)+$/);
      expect(error.message).not.toBe("");
    }
    await provider.settled();
  });

  it("goes on after a failure", async () => {
    const { bench, start } = scene();
    const { provider, part, adapter } = bench;
    await start();
    for (const failure of provider.failures) {
      failure.arrange();
      await failed(send(part()), scene());
    }
    await send(part());
    expect(adapter.health()).toEqual({ ok: true });
  });
}

function itObeys(send: Send, scene: () => Scene<SendingBench>): void {
  it("sends nothing when it is too late from the start", async () => {
    const { provider, part } = scene().bench;
    const error = await failed(send(part(), AbortSignal.abort()), scene());
    expect(error).toMatchObject({ retryable: true, maybeSent: false });
    expect(provider.arrived()).toEqual([]);
  });

  it("lets go at once when it is stopped half way, and says that it does not know", async () => {
    const { provider, part } = scene().bench;
    const held = provider.holdNext();
    const stopping = new AbortController();
    const sending = failed(send(part(), stopping.signal), scene());
    await held.arrived;
    stopping.abort();
    expect(await sending).toMatchObject({ retryable: true, maybeSent: true });
    held.release();
  });

  it("still sends while it is stopping", async () => {
    const { bench, start } = scene();
    const { adapter, provider, part } = bench;
    await start();
    const held = provider.holdNext();
    const sending = send(part());
    await held.arrived;
    const stopping = adapter.stop();
    held.release();
    const sent = await sending;
    await stopping;
    expect(provider.arrived()).toEqual([sent.providerId]);
  });
}

function itBringsReceipts(send: Send, scene: () => Scene<SendingBench>): void {
  it("gives every part the receipts that are its own", async () => {
    const { host, bench, start } = scene();
    await start();
    const parts = [bench.part(), bench.part()];
    const ids = [];
    for (const part of parts) ids.push((await send(part)).providerId);
    await bench.provider.settled();

    const receipts = (await interpretAll(bench.adapter, host.accepted)).flatMap((said) => said.receipts);
    for (const [index, part] of parts.entries()) {
      const own = receipts.filter((receipt) => receipt.partId === part.id);
      expect(own.length).toBeGreaterThan(0);
      for (const receipt of own) expect(receipt.providerId).toBe(ids[index]);
    }
    expect(receipts.every((receipt) => receipt.partId !== null)).toBe(true);
  });
}
