import type { Logger } from "pino";
import { PayloadError } from "../contract/index.ts";
import { Prisma } from "../database/generated/client.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import type { Meter } from "../meter.ts";
import { afterFailure } from "./after-failure.ts";
import { type IngestDeps, ingest, ingestReceipts } from "./ingest.ts";
import { type Lane, LaneSorter, type RawHead, RECEIPTS, type Read, type WaitingRow } from "./lanes.ts";

export interface IngestWorkDeps extends IngestDeps {
  readonly log: Logger;
  readonly meter: Meter;
  /** A turn of the assistant is due then. */
  wakeTurns(at: Date): void;
}

const AT_ONCE = 8;
/** More than one who texts without end has waiting, or the others would wait behind him. */
const ROWS_PER_LOOK = 256;
/** What they say is kept until they are taken in, with all attachments. A larger one goes by itself. */
const BYTES_PER_LOOK = 32 * 2 ** 20;
/**
 * A row that fails keeps its place: its thread waits for so many attempts of it, about three seconds. Then the others
 * pass, for one that can never be stored must not hold up a STOP.
 */
const ATTEMPTS_IN_PLACE = 3;
/** What they change is locked until all of them are in, and an answer under way may wait for it. */
const RECEIPTS_AT_ONCE = 50;

/** The worker that takes in raw rows. It holds no claim: a row's lock is the claim, and the transaction is the work. */
export function ingestWork(deps: IngestWorkDeps): DueWork<Lane> {
  /** Lanes that were busy when more of their rows were seen. */
  const passedOver = new Set<string>();
  const sorter = new LaneSorter(deps.channels);
  /** Lanes of the last look that there was no room for. Were their rows taken in elsewhere meanwhile, that is found out. */
  let ready: readonly Lane[] = [];
  /** There may be more rows than the last look took. */
  let isFull = false;
  return {
    name: "ingest",
    concurrency: AT_ONCE,
    // What came is seen by operators, and a STOP counts, also while nothing can be answered.
    atLeast: 4,
    pollMs: 1_000,
    async claim(limit, busy) {
      if (ready.length > 0) {
        const lanes = ready.slice(0, limit);
        ready = ready.slice(limit);
        return lanes;
      }
      const rows = await dueRows(deps, sorter.known);
      isFull = isCut(rows);
      const lanes = await sorter.toLanes(rows);
      for (const { id } of lanes) if (busy.includes(id)) passedOver.add(id);
      const free = lanes.filter(({ id }) => !busy.includes(id));
      ready = free.slice(limit);
      return free.slice(0, limit);
    },
    async run(lane) {
      if (lane.id === RECEIPTS) await takeInReceipts(lane.rows, deps);
      else for (const read of lane.rows) if ((await takeIn(read, deps)) === "try_again_first") break;
      return passedOver.delete(lane.id) || isFull ? "look_again" : "done";
    },
  };
}

/** Whether a channel has more waiting than this look took: the last row that was taken of it is not its last. */
function isCut(rows: readonly { readonly channel: string; readonly isLast: boolean }[]): boolean {
  const last = new Map(rows.map(({ channel, isLast }) => [channel, isLast]));
  return [...last.values()].includes(false);
}

/** Of each channel its oldest, each with a budget of its own: a mailbox that is read anew must not hold up a STOP. */
async function dueRows(
  deps: IngestWorkDeps,
  known: readonly string[],
): Promise<(WaitingRow & { readonly isLast: boolean })[]> {
  const now = Prisma.sql`${new Date()}::timestamptz`;
  // The state as a literal: only then does the planner use the index of pending rows.
  return await deps.database.outside.$queryRaw`
    SELECT id, r.channel, "externalId", "contentType", meta, proof, attempts, "receivedAt", "nextTryAt" <= ${now} AS due,
      CASE WHEN id = ANY(${known}::uuid[]) THEN NULL ELSE body END AS body, rows = "all" AS "isLast"
    FROM unnest(${channelsOf(deps)}::text[]) AS wanted(channel)
    CROSS JOIN LATERAL (
      SELECT o.*, sum(octet_length(o.body)) OVER earlier AS bytes, count(*) OVER earlier AS rows, count(*) OVER () AS "all"
      FROM (
        SELECT * FROM "RawInbound"
        WHERE state = 'pending' AND channel = wanted.channel::"Channel"
          AND ("nextTryAt" <= ${now} OR attempts BETWEEN 1 AND ${ATTEMPTS_IN_PLACE})
        ORDER BY "receivedAt", id LIMIT ${ROWS_PER_LOOK + 1}) o
      WINDOW earlier AS (ORDER BY "receivedAt", id)) r
    WHERE rows = 1 OR (rows <= ${ROWS_PER_LOOK} AND bytes <= ${BYTES_PER_LOOK})
    ORDER BY "receivedAt", id`;
}

async function takeInReceipts(reads: readonly Read[], deps: IngestWorkDeps): Promise<void> {
  for (let index = 0; index < reads.length; index += RECEIPTS_AT_ONCE)
    await takeInTogether(reads.slice(index, index + RECEIPTS_AT_ONCE), deps);
}

/** In one transaction, or, when that does not work, each by itself. */
async function takeInTogether(reads: readonly Read[], deps: IngestWorkDeps): Promise<void> {
  const began = performance.now();
  try {
    const count = await ingestReceipts(reads, deps.database);
    for (const { raw } of reads) deps.meter.ingested(raw.channel, "done");
    deps.log.info({ rows: count, ms: Math.round(performance.now() - began) }, "receipts ingested");
  } catch (error) {
    deps.log.warn({ rows: reads.length, err: error }, "could not ingest receipts together");
    for (const read of reads) await takeIn(read, deps);
  }
}

async function takeIn({ raw, said }: Read, deps: IngestWorkDeps): Promise<"settled" | "try_again_first"> {
  if ("failed" in said) return await putBack(raw, said.failed, deps);
  const began = performance.now();
  try {
    const ingested = await ingest(raw, said, deps);
    if (ingested.kind === "not_pending") return "settled";
    for (const at of ingested.turnsDue) deps.wakeTurns(at);
    deps.meter.ingested(raw.channel, "done");
    deps.log.info(
      {
        raw: raw.id,
        channel: raw.channel,
        messages: said.messages.length,
        receipts: said.receipts.length,
        ms: Math.round(performance.now() - began),
      },
      "ingested",
    );
    return "settled";
  } catch (error) {
    return await putBack(raw, error instanceof Error ? error : new Error(String(error)), deps);
  }
}

/** Stores why a row could not be taken in, and when to try again, or that it is given up: a dead letter. */
async function putBack(raw: RawHead, error: Error, deps: IngestWorkDeps): Promise<"settled" | "try_again_first"> {
  const understood = !(error instanceof PayloadError);
  const attempt = raw.attempts + 1;
  const next = afterFailure(understood ? "other" : "not_understood", attempt);
  const state = next.kind === "give_up" ? "dead" : "pending";
  deps.meter.ingested(raw.channel, state === "dead" ? "dead" : "retry");
  deps.log.warn({ raw: raw.id, channel: raw.channel, attempt, state, err: error }, "could not ingest");
  await deps.database.outside.rawInbound.updateMany({
    where: { id: raw.id, state: "pending" },
    data: {
      state,
      attempts: { increment: 1 },
      // Our own words may be shown; a foreign error's may hold the customer's.
      error: understood ? `It could not be stored (${error.name}).` : error.message,
      nextTryAt: new Date(Date.now() + (next.kind === "retry" ? next.inMs : 0)),
    },
  });
  return attempt <= ATTEMPTS_IN_PLACE ? "try_again_first" : "settled";
}

function channelsOf(deps: IngestWorkDeps) {
  return [...deps.channels.values()].map(({ channel }) => channel);
}
