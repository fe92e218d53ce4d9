import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { ChannelCase, Recorded } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";

/** Nothing is acknowledged that is not stored, nothing is accepted that is not the provider's. */
export function itHandsOver(channelCase: ChannelCase, scene: () => Scene): void {
  describe("accepting", () => {
    itTakes(channelCase, scene);
    itAcknowledges(firstOf(channelCase), scene);
    itRefuses(channelCase, firstOf(channelCase), scene);
  });
}

function firstOf({ recorded }: ChannelCase): Recorded {
  const [first] = recorded;
  if (first === undefined) throw new Error("The suite needs recorded payloads");
  return first;
}

function itTakes({ recorded }: ChannelCase, scene: () => Scene): void {
  it("takes every recorded payload, and none under the id of another", async () => {
    const { bench, host, start } = scene();
    await start();
    for (const payload of recorded)
      expect([payload.name, await bench.handOver(payload)]).toEqual([payload.name, "taken"]);
    expect(host.accepted).toHaveLength(recorded.length);
    expect(new Set(host.accepted.map((raw) => raw.externalId)).size).toBe(recorded.length);
  });

  it("takes a repeated payload under the id it had", async () => {
    const { bench, host, start } = scene();
    await start();
    for (const payload of recorded) {
      expect(await bench.handOver(payload)).toBe("taken");
      expect(await bench.handOverAgain(payload)).toBe("taken");
      const [once, again] = host.accepted.slice(-2);
      expect(again).toEqual(once);
    }
  });

  it("keeps no secrets beside the payload", async () => {
    const { bench, host, start } = scene();
    await start();
    for (const payload of recorded) await bench.handOver(payload);
    for (const raw of host.accepted) {
      for (const secret of bench.secrets()) expect(JSON.stringify(raw.meta)).not.toContain(secret);
      expect(Object.keys(raw.meta).join(" ")).not.toMatch(/signature|authorization|cookie/i);
    }
  });
}

function itAcknowledges(first: Recorded, scene: () => Scene): void {
  it("acknowledges only what is stored", async () => {
    const { bench, host, start } = scene();
    await start();
    const asked = Promise.withResolvers<void>();
    const storing = Promise.withResolvers<void>();
    host.onAccept(() => {
      asked.resolve();
      return storing.promise;
    });
    let known: string | null = null;
    const handover = bench.handOver(first).then((outcome) => {
      known = outcome;
    });
    await asked.promise;
    await nextTurn();
    await nextTurn();
    expect(known).toBeNull();

    storing.resolve();
    await handover;
    expect(known).toBe("taken");
  });

  it("does not acknowledge what could not be stored", async () => {
    const { bench, host, start } = scene();
    await start();
    host.onAccept(() => Promise.reject(new Error("the disk is full")));
    expect(await bench.handOver(first)).toBe("not_taken");
    expect(host.rows).toEqual([]);

    host.onAccept(async () => {});
    expect(await bench.handOverAgain(first)).toBe("taken");
    expect(host.rows).toHaveLength(1);
  });
}

function itRefuses({ recorded }: ChannelCase, first: Recorded, scene: () => Scene): void {
  it("takes nothing before it is started and after it is stopped", async () => {
    const { bench, host, start } = scene();
    expect(await bench.handOver(first)).toBe("not_taken");
    expect(host.accepted).toEqual([]);
    await start();
    await bench.adapter.stop();
    expect(await bench.handOver(first)).toBe("not_taken");
    expect(host.accepted).toEqual([]);
  });

  it("refuses what is not from the provider without storing it", async () => {
    const { bench, host, start } = scene();
    await start();
    for (const forgery of bench.forgeries) {
      for (const payload of recorded) {
        const label = `${forgery.name}: ${payload.name}`;
        expect([label, await forgery.handOver(payload)]).toEqual([label, "refused"]);
      }
    }
    expect(host.accepted).toEqual([]);
  });
}
