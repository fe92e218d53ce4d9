import { describe, expect, it } from "vitest";
import type { ChannelAdapter, Interpretation } from "../../src/contract/index.ts";
import { LaneSorter, type WaitingRow } from "../../src/inbound/lanes.ts";

const NOTHING: Interpretation = { messages: [], receipts: [], consents: [] };
const ROWS = 200;

/** Has something to compute for each row, as a channel has that reads phone numbers. */
function busyChannel(ms: number): ReadonlyMap<string, ChannelAdapter> {
  const interpret = async (): Promise<Interpretation> => {
    const end = performance.now() + ms;
    while (performance.now() < end);
    return NOTHING;
  };
  return new Map([["sms", { interpret } as Partial<ChannelAdapter> as ChannelAdapter]]);
}

const row = (n: number): WaitingRow => ({
  id: String(n),
  channel: "sms",
  externalId: `SM${n}`,
  contentType: "application/json",
  meta: {},
  proof: null,
  attempts: 1,
  receivedAt: new Date(n),
  due: true,
  body: new Uint8Array(),
});

describe("to sort hundreds of waiting rows", () => {
  it("leaves turns to others in between, and keeps their order [ACK-10]", async () => {
    let turns = 0;
    let isDone = false;
    const take = (): void => {
      turns += 1;
      if (!isDone) setImmediate(take);
    };
    setImmediate(take);
    const rows = Array.from({ length: ROWS }, (_, n) => row(n));
    const lanes = await new LaneSorter(busyChannel(0.5)).toLanes(rows);
    isDone = true;
    expect(lanes.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(turns).toBeGreaterThan(10);
  });
});
