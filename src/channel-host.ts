import type { Logger } from "pino";
import type { ChannelHost, ChannelName, LiveHost } from "./contract/index.ts";
import type { Database } from "./database/database.ts";
import { accept, acceptAll } from "./inbound/accept.ts";
import { createChannelMemory } from "./inbound/channel-memory.ts";
import type { RawStore } from "./inbound/store-raws.ts";
import { alone } from "./jobs/alone.ts";
import type { Hints } from "./realtime/hints.ts";
import { createLiveHost } from "./realtime/live-host.ts";

export interface ChannelHostDeps {
  readonly database: Database;
  readonly raws: RawStore;
  readonly hints: Hints;
  /** Of this channel. */
  readonly log: Logger;
  wakeIngest(): void;
  readonly acceptAndIngest: LiveHost["acceptAndIngest"];
  customerTyping(conversationId: string, on: boolean): void;
  /** A signed address of a file that we sent. */
  addressOf(file: { readonly id: string; readonly filename: string }): string;
}

/** What the product offers the adapter of a channel. */
export function createChannelHost(channel: ChannelName, deps: ChannelHostDeps): ChannelHost {
  const { database, log } = deps;
  return {
    accept: (raw) => accept(raw, channel, deps),
    acceptAll: (raws, place) => acceptAll(raws, place, channel, deps),
    memory: createChannelMemory(channel, database),
    alone: (name, work, signal) => alone(`${channel}:${name}`, work, signal, database),
    live: createLiveHost(channel, {
      ...deps,
      onError: (error) => log.warn({ err: error }, "could not show what is new"),
    }),
    log,
  };
}
