import type { FileStore } from "../attachments/file-store.ts";
import type { ChannelAdapter, ChannelName, Interpretation, Receipt } from "../contract/index.ts";
import { markReachable } from "../conversation/unreachable.ts";
import type { Database } from "../database/database.ts";
import type { Tx } from "../database/transactions.ts";
import { type HandoffLines, handOffSilently } from "../handoff/hand-off.ts";
import { takeReceipts } from "../outbound/receipts.ts";
import { consumeOptWord, learnConsents, showConsents } from "./consent.ts";
import { keepFiles } from "./keep-files.ts";
import type { RawHead, Read } from "./lanes.ts";
import { type TakeDeps, takeMessage } from "./take-message.ts";

/** What one raw row led to. `turnsDue`: when turns of the assistant may begin. */
export type Ingested = { readonly kind: "done"; readonly turnsDue: readonly Date[] } | { readonly kind: "not_pending" };

export interface IngestDeps {
  readonly database: Database;
  /** The adapters that are turned on. Rows of other channels wait. */
  readonly channels: ReadonlyMap<string, ChannelAdapter>;
  /** Where the content of attachments goes. */
  readonly files: FileStore;
  readonly lines: HandoffLines;
  readonly codes: TakeDeps["codes"];
}

/**
 * Takes in what a raw row says, all or nothing: messages, receipts, consents and the row's own state in one transaction.
 * Run twice, at once or after a crash, it is done once.
 */
export async function ingest(raw: RawHead, said: Interpretation, deps: IngestDeps): Promise<Ingested> {
  // Before the transaction: a file that nobody refers to does no harm, one that is missing does.
  const files = await keepFiles(said, deps.files);
  return await deps.database.transaction(
    async (tx) => {
      const { count } = await tx.rawInbound.updateMany({
        where: { id: raw.id, state: "pending" },
        data: { state: "done", error: null, attempts: { increment: 1 } },
      });
      if (count === 0) return { kind: "not_pending" };
      const turnsDue = await takeAll(tx, raw, said, { ...deps, files });
      return { kind: "done", turnsDue };
    },
    // Two first messages of one sender open his conversation once: the loser looks again.
    { retryUniqueViolations: true },
  );
}

/** Takes in rows that hold receipts alone, many in one transaction. Returns how many were still to be done. */
export async function ingestReceipts(reads: readonly Read[], database: Database): Promise<number> {
  return await database.transaction(async (tx) => {
    const taken = await tx.rawInbound.updateManyAndReturn({
      where: { id: { in: reads.map(({ raw }) => raw.id) }, state: "pending" },
      data: { state: "done", error: null, attempts: { increment: 1 } },
      select: { id: true },
    });
    const ids = new Set(taken.map(({ id }) => id));
    const byChannel = new Map<ChannelName, Receipt[]>();
    for (const { raw, said } of reads) {
      if (!ids.has(raw.id) || "failed" in said) continue;
      byChannel.set(raw.channel, [...(byChannel.get(raw.channel) ?? []), ...said.receipts]);
    }
    for (const [channel, receipts] of byChannel) await takeReceipts(tx, channel, receipts, FAILURES);
    return ids.size;
  });
}

/** Who takes over when an answer of the assistant did not arrive. */
const FAILURES = { handOff: handOffSilently };

async function takeAll(tx: Tx, raw: RawHead, said: Interpretation, deps: TakeDeps): Promise<Date[]> {
  const turnsDue: Date[] = [];
  const changed = await learnConsents(tx, raw, said);
  for (const [index, found] of said.messages.entries()) {
    const message = await consumeOptWord(tx, raw, found, changed);
    const due = await takeMessage(tx, raw, index, message, deps);
    if (due) turnsDue.push(due);
    await markReachable(tx, raw.channel, found.from.address);
  }
  await showConsents(tx, raw, changed);
  await takeReceipts(tx, raw.channel, said.receipts, FAILURES);
  return turnsDue;
}
