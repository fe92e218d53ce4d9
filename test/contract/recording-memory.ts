import type { ChannelMemory, Json } from "../../src/contract/index.ts";

/** A channel's memory that forgets what has expired. Keeps copies, as a database does. */
export function createRecordingMemory(): ChannelMemory {
  const kept = new Map<string, { readonly value: string; readonly expiresAt: Date | null }>();
  return {
    async get(key) {
      const found = kept.get(key);
      if (found === undefined) return null;
      if (found.expiresAt !== null && found.expiresAt.getTime() <= Date.now()) return null;
      return JSON.parse(found.value) as Json;
    },
    async set(key, value, expiresAt) {
      kept.set(key, { value: JSON.stringify(value), expiresAt });
    },
    async remove(key) {
      kept.delete(key);
    },
  };
}
