import type { Logger } from "pino";
import type { ChannelAdapter } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { listRemarks } from "./remarks.ts";

/** How often the log says the same of a channel, at most. */
const REMARK_EVERY_MS = 60 * 60_000;

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
