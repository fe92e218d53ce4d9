import { describe, expect, it } from "vitest";
import type { ChannelCase } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";

/** What the adapter says of itself. */
export function itAnswersFor({ channel }: ChannelCase, scene: () => Scene): void {
  describe("what it says of itself", () => {
    it("has capabilities that are plain data within reason", () => {
      const { capabilities } = scene().bench.adapter;
      expect(structuredClone(capabilities)).toEqual(capabilities);
      expect(capabilities.maxTextLength).toBeGreaterThan(0);
      expect(capabilities.burst.quietMs).toBeGreaterThanOrEqual(0);
      expect(capabilities.burst.atMostMs).toBeGreaterThanOrEqual(capabilities.burst.quietMs);
      expect(capabilities.patienceMs).toBeGreaterThan(0);
    });

    it("has the optional methods that its capabilities name, and no others", () => {
      const { adapter } = scene().bench;
      expect(typeof adapter.send === "function").toBe(!adapter.capabilities.live);
      expect(typeof adapter.live === "object").toBe(adapter.capabilities.live);
      expect(typeof adapter.findSent === "function").toBe(adapter.capabilities.findsSent);
      expect(typeof adapter.authenticate === "function").toBe(adapter.capabilities.authenticates);
      expect(typeof adapter.fetchMedia === "function").toBe(adapter.capabilities.fetchesMedia);
      expect("render" in adapter && typeof adapter.render === "function").toBe(adapter.capabilities.renders);
      expect("measure" in adapter && typeof adapter.measure === "function").toBe(adapter.capabilities.measures);
    });

    it("has routes below its own name", () => {
      const { adapter } = scene().bench;
      expect(adapter.channel).toBe(channel);
      for (const route of adapter.routes) {
        expect(route.path).toMatch(new RegExp(`^/channels/${channel}/`));
        expect(route.maxBodyBytes).toBeGreaterThan(0);
      }
    });

    it("is healthy when nothing is wrong", async () => {
      const { bench, start } = scene();
      await start();
      expect(bench.adapter.health()).toEqual({ ok: true });
    });

    it("stops twice, and without ever having started", async () => {
      const { adapter } = scene().bench;
      await adapter.stop();
      await adapter.stop();
    });
  });
}
