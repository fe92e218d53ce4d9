import type { Pool } from "pg";
import type { ChannelName, RawInbound } from "../contract/index.ts";

/** A raw row as it is stored first. */
export interface FreshRaw extends RawInbound {
  /** Version 7, so that rows of one millisecond keep their order. */
  readonly id: string;
  readonly channel: ChannelName;
  readonly receivedAt: Date;
}

export interface RawStore {
  /**
   * Resolves when the row is on disk, or one of its key was there before. Rejects when it is not stored, or when nobody
   * knows: then the same again finds out.
   */
  store(row: FreshRaw): Promise<"stored" | "duplicate">;
}

/** While two statements are under way, the rows that come meanwhile gather for the next. */
export const STATEMENTS_AT_ONCE = 2;
const ROWS_PER_STATEMENT = 100;
/** A row's body may have 64 KB, and a channel more: several large ones would hold up all small ones. */
const BYTES_PER_STATEMENT = 2 ** 20;
/** Twilio gives up after 15 s. A connection that died without a word must not keep us until then. */
const ENOUGH_MS = 10_000;

interface Waiting {
  readonly row: FreshRaw;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(error: unknown): void;
}

/**
 * Stores raw rows on `pool`, which is for nothing else: somebody waits for an acknowledgement, and the work that follows
 * from it has every other connection. Many at once are one statement: its price is the wait for the disk.
 */
export function createRawStore(pool: Pool): RawStore {
  const waiting: Waiting[] = [];
  let underWay = 0;

  function next(): void {
    if (underWay >= STATEMENTS_AT_ONCE || waiting.length === 0) return;
    underWay += 1;
    const done = (): void => {
      underWay -= 1;
      next();
    };
    storeGroup(waiting.splice(0, sizeOfGroup(waiting)), pool).then(done, done);
  }

  return {
    store: (row) =>
      new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        next();
      }),
  };
}

/** At least one, however large. */
function sizeOfGroup(waiting: readonly Waiting[]): number {
  let bytes = 0;
  let count = 0;
  for (const { row } of waiting.slice(0, ROWS_PER_STATEMENT)) {
    bytes += row.body.byteLength;
    if (count > 0 && bytes > BYTES_PER_STATEMENT) break;
    count += 1;
  }
  return count;
}

/** Tells each of them what became of it. Never rejects. */
async function storeGroup(group: readonly Waiting[], pool: Pool): Promise<void> {
  try {
    const stored = await insert(
      group.map(({ row }) => row),
      pool,
    );
    for (const { row, resolve } of group) resolve(stored.has(row.id) ? "stored" : "duplicate");
  } catch (error) {
    // One that cannot be stored must not take the others with it, and one alone waits for nobody who waits for it.
    if (group.length > 1 && isAboutRows(error)) for (const one of group) await storeGroup([one], pool);
    else for (const { reject } of group) reject(error);
  }
}

/** Returns the ids of the rows that are new. Of two with one key it is the first, also within one statement. */
async function insert(rows: readonly FreshRaw[], pool: Pool): Promise<ReadonlySet<string>> {
  const { rows: stored } = await pool.query<{ id: string }>({
    text: INSERT,
    values: [
      rows.map(({ id }) => id),
      rows.map(({ channel }) => channel),
      rows.map(({ externalId }) => externalId),
      rows.map(({ contentType }) => contentType),
      rows.map(({ meta }) => JSON.stringify(meta)),
      rows.map(({ body }) => Buffer.from(body.buffer, body.byteOffset, body.byteLength)),
      rows.map(({ receivedAt }) => receivedAt.toISOString()),
    ],
    query_timeout: ENOUGH_MS,
  } as QueryWithTimeout);
  return new Set(stored.map(({ id }) => id));
}

/** The driver knows it, its types do not. */
type QueryWithTimeout = { text: string; values: unknown[]; query_timeout: number };

const INSERT = `
  INSERT INTO "RawInbound" (id, channel, "externalId", "contentType", meta, body, "receivedAt", "nextTryAt")
  SELECT id, channel::"Channel", "externalId", "contentType", meta, body, at, at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::timestamptz[])
    AS fresh(id, channel, "externalId", "contentType", meta, body, at)
  ON CONFLICT DO NOTHING RETURNING id`;

/** Classes 22 (data), 23 (integrity), 40 (deadlocks) and 54 (limits, such as an index's) of appendix A of PostgreSQL's manual. */
function isAboutRows(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^(?:2[23]|40|54)\w{3}$/.test(code);
}
