import type { Logger } from "pino";
import type { ChannelAdapter, ChannelName } from "./contract/index.ts";
import type { Core } from "./core.ts";
import type { Database } from "./database/database.ts";
import { logRemarks } from "./desk/log-remarks.ts";
import { tellHealth, untellHealth } from "./desk/told-health.ts";

const EVERY_MS = 10_000;

/** Tells the desks of all processes of what is wrong with a channel in this one, and the log of what an administrator can mend. */
export function watchChannels(
  { channels, processId }: Pick<Core, "channels" | "processId">,
  database: Database,
  log: Logger,
): { stop(): Promise<void> } {
  const told = new Set<ChannelName>();

  async function look(): Promise<void> {
    // First all that expires.
    for (const adapter of channels.values()) await tell(adapter);
    for (const adapter of channels.values()) await logRemarks(adapter, database, log);
  }

  async function tell(adapter: ChannelAdapter): Promise<void> {
    const { channel } = adapter;
    const health = adapter.health();
    if (!health.ok) {
      told.add(channel);
      await tellHealth(adapter, health.why, processId, database);
    } else if (told.has(channel)) {
      await untellHealth(processId, database, channel);
      told.delete(channel);
    }
  }

  let last: Promise<void> | null = null;
  const timer = setInterval(() => {
    last ??= look()
      .catch((error: unknown) => log.warn({ err: error }, "could not look after the channels"))
      .finally(() => {
        last = null;
      });
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      if (told.size > 0) await untellHealth(processId, database);
    },
  };
}
