import type { Logger } from "pino";
import type { ChannelAdapter, ChannelName } from "./contract/index.ts";
import type { Core } from "./core.ts";
import type { Database } from "./database/database.ts";
import { listRemarks } from "./desk/remarks.ts";
import { tellHealth, untellHealth } from "./desk/told-health.ts";

const EVERY_MS = 10_000;
/** How often the log says the same of a channel, at most. */
const REMARK_EVERY_MS = 60 * 60_000;

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

/** Each code once an hour, in all processes together, and only when it happened in that hour. */
export async function logRemarks(
  adapter: Pick<ChannelAdapter, "channel" | "remarkCodes">,
  database: Pick<Database, "outside">,
  log: Pick<Logger, "warn">,
): Promise<void> {
  const { channel } = adapter;
  for (const { code, count } of await listRemarks(adapter, new Date(Date.now() - REMARK_EVERY_MS), database)) {
    const now = new Date();
    const isFirst = await database.outside.$executeRaw`
      INSERT INTO "ChannelMemory" AS said (channel, key, value, "expiresAt")
      VALUES (${channel}::"Channel", ${`remark.${code}`}, '{}', ${new Date(now.getTime() + REMARK_EVERY_MS)}::timestamptz)
      ON CONFLICT (channel, key) DO UPDATE SET "expiresAt" = EXCLUDED."expiresAt" WHERE said."expiresAt" <= ${now}::timestamptz`;
    if (isFirst > 0) log.warn({ channel, code, count }, "fails until an administrator does something: see the desk");
  }
}
