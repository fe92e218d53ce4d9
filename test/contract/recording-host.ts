import type { ChannelHost, ChannelName, RawInbound, StoredRaw } from "../../src/contract/index.ts";

export interface RecordingHost extends ChannelHost {
  /** What was accepted, repetitions included, oldest first. */
  readonly accepted: readonly RawInbound[];
  /** The lines that were logged, as JSON. */
  readonly lines: readonly string[];
  /** What `accept` does from now on; by default it stores at once. Called after the raw row is noted. */
  onAccept(act: () => Promise<void>): void;
}

/** A host that stores in memory. */
export function createRecordingHost(): RecordingHost {
  const accepted: RawInbound[] = [];
  const lines: string[] = [];
  let act = async (): Promise<void> => {};
  const log = (about: object, message: string): void => {
    lines.push(JSON.stringify({ ...about, message }));
  };
  return {
    accepted,
    lines,
    onAccept(next) {
      act = next;
    },
    async accept(raw) {
      const isKnown = accepted.some((earlier) => earlier.externalId === raw.externalId);
      accepted.push(raw);
      await act();
      return isKnown ? "duplicate" : "stored";
    },
    log: { info: log, warn: log },
  };
}

/** The row as the store gives it back. */
export function stored(raw: RawInbound, channel: ChannelName, proof: unknown = null): StoredRaw {
  return {
    ...raw,
    channel,
    body: Uint8Array.from(raw.body),
    receivedAt: new Date("2026-03-01T12:00:00Z"),
    proof,
  };
}
