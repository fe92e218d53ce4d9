import { describe, expect, it } from "vitest";
import type { SendingBench } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { failed } from "./it-sends.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

/** After an ambiguous send: did this very part arrive? Channels that cannot tell have nothing to prove here. */
export function itFindsWhatWasSent(scene: () => Scene<SendingBench>): void {
  describe("finding what was sent", () => {
    it("finds the part whose answer was lost", async () => {
      const { adapter, provider, part } = scene().bench;
      if (adapter.findSent === undefined) return;
      const lost = part("Your parcel is on its way.");
      provider.loseNextAnswer();
      await failed(adapter.send(lost, patient()), scene());
      const found = await adapter.findSent(lost, patient());
      expect([found?.providerId]).toEqual(provider.arrived());
    });

    it("finds nothing when the part itself was lost", async () => {
      const { adapter, provider, part } = scene().bench;
      if (adapter.findSent === undefined) return;
      await adapter.send(part("Something else."), patient());
      const lost = part("Your parcel is on its way.");
      provider.loseNextRequest();
      await failed(adapter.send(lost, patient()), scene());
      expect(await adapter.findSent(lost, patient())).toBeNull();
    });

    it("does not take an earlier part for this one", async () => {
      const { adapter, provider, part } = scene().bench;
      if (adapter.findSent === undefined) return;
      const earlier = part("Thank you!");
      await adapter.send(earlier, patient());
      // An hour later the same words are due again.
      const later = { ...part("Thank you!"), firstAttemptAt: new Date(earlier.firstAttemptAt.getTime() + 3_600_000) };
      provider.loseNextRequest();
      await failed(adapter.send(later, patient()), scene());
      expect(await adapter.findSent(later, patient())).toBeNull();
    });

    it("says so when it cannot ask", async () => {
      const { adapter, provider, part } = scene().bench;
      if (adapter.findSent === undefined) return;
      provider.failNextLookup();
      const error = await failed(adapter.findSent(part(), patient()), scene());
      expect(error).toMatchObject({ retryable: true, maybeSent: true });
    });

    it("does not ask when it is too late from the start", async () => {
      const { adapter, part } = scene().bench;
      if (adapter.findSent === undefined) return;
      expect(await failed(adapter.findSent(part(), AbortSignal.abort()), scene())).toMatchObject({ maybeSent: true });
    });
  });
}
