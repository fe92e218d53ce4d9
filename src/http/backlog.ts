import type { Database } from "../database/database.ts";
import type { Backlog } from "./metrics.ts";

/** Counts of rows that wait. The states as literals: only then does the planner use the partial index each one has. */
export async function countBacklog({ outside }: Database): Promise<Backlog> {
  const [counts] = await outside.$queryRaw<[Backlog]>`
    SELECT (SELECT count(*) FROM "RawInbound" WHERE state = 'pending')::int AS raw_pending,
      (SELECT count(*) FROM "RawInbound" WHERE state = 'dead')::int AS raw_dead,
      (SELECT count(*) FROM "Outbox" WHERE state IN ('pending', 'sending'))::int AS outbox_waiting,
      (SELECT count(*) FROM "Outbox" WHERE state IN ('failed', 'unknown'))::int AS outbox_failed,
      (SELECT count(*) FROM "Turn" WHERE "endedAt" IS NULL)::int AS turns_open,
      (SELECT count(*) FROM "Conversation" WHERE owner = 'queued')::int AS queued`;
  return counts;
}
