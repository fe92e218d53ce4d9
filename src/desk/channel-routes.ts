import { Router } from "express";
import type { ChannelHealth, ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { Channels } from "../outbound/say.ts";
import { listRemarks, type Remark } from "./remarks.ts";
import { toldHealth } from "./told-health.ts";

/** How a channel is. `why`: in words, for operators; null while it is well. */
export interface ChannelView {
  channel: ChannelName;
  ok: boolean;
  why: string | null;
  /** What some of what is said fails for, though the channel works. Absent: nothing. */
  remarks?: Remark[];
}

/** How long a remark is shown, since it last happened. */
const REMARK_MS = 24 * 60 * 60_000;

export interface ChannelRouteDeps {
  readonly channels: Channels;
  readonly database: Database;
  readonly processId: string;
}

/** Whether the channels work, for operators: here, or in another process. */
export function channelRoutes(deps: ChannelRouteDeps): Router {
  const router = Router();
  router.get("/api/channels", async (_request, response) => {
    response.json({ items: await listChannels(deps) });
  });
  return router;
}

async function listChannels({ channels, database, processId }: ChannelRouteDeps): Promise<ChannelView[]> {
  const told = await toldHealth(processId, database);
  const views: ChannelView[] = [];
  for (const adapter of channels.values()) {
    const { channel } = adapter;
    const health: ChannelHealth = adapter.health();
    const why = health.ok ? told.get(channel) : health.why;
    const waits = why === undefined ? "" : waitWords(channel, await countWaiting(channel, database));
    const remarks = await listRemarks(adapter, new Date(Date.now() - REMARK_MS), database);
    views.push({
      channel,
      ok: why === undefined,
      why: why === undefined ? null : why + waits,
      ...(remarks.length > 0 && { remarks }),
    });
  }
  return views;
}

/** What is due; what waits for a time of its own would wait anyway. */
async function countWaiting(channel: ChannelName, { outside }: Database): Promise<number> {
  // The states as literals: only then does the planner use their index.
  const [row] = await outside.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Outbox"
    WHERE state IN ('pending', 'sending') AND channel = ${channel}::"Channel" AND "nextTryAt" <= ${new Date()}::timestamptz`;
  return row?.count ?? 0;
}

const WAITING: Readonly<Record<ChannelName, readonly [one: string, many: string]>> = {
  sms: ["text waits", "texts wait"],
  email: ["email waits", "emails wait"],
  widget: ["message waits", "messages wait"],
};

function waitWords(channel: ChannelName, count: number): string {
  const [one, many] = WAITING[channel];
  return count === 0 ? "" : ` ${count} ${count === 1 ? one : many}.`;
}
