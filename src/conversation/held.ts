import { touch } from "../database/changes.ts";
import type { Tx } from "../database/transactions.ts";
import type { Category, ChannelName, Identity, Severity } from "./model.ts";
import type { Ownership } from "./ownership.ts";

/**
 * A conversation whose row this transaction has locked. What is written to it is decided on this copy and saved once,
 * by `letGo`, at the end; until then nobody else gives out a seq or changes the owner.
 *
 * The lock is NO KEY UPDATE: the stronger UPDATE would also keep out rows that only refer to the conversation, such as a
 * turn's first segment, and lock itself out with a transaction that holds the turn and writes one.
 */
export interface Held extends Mutable<Ownership> {
  readonly id: string;
  contactId: string;
  readonly channel: ChannelName;
  readonly threadKey: string;
  readonly ourAddress: string;
  readonly theirAddress: string;
  readonly subject: string | null;
  /** BCP 47, of the customer, when triage has told. */
  readonly language: string | null;
  identity: Identity;
  seq: number;
  category: Category | null;
  severity: Severity | null;
  flags: string[];
  customerSeq: number;
  answeredSeq: number;
  turnDueAt: Date | null;
  unansweredSince: Date | null;
  lastMessageAt: Date;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a turn may rely on: as long as this holds, the assistant may speak and act. */
export interface Fence {
  readonly conversationId: string;
  readonly epoch: number;
}

export async function holdConversation(tx: Tx, id: string): Promise<Held | null> {
  const rows = await tx.$queryRaw<Held[]>`SELECT * FROM "Conversation" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

export async function holdByThread(tx: Tx, channel: ChannelName, threadKey: string): Promise<Held | null> {
  const rows = await tx.$queryRaw<Held[]>`
    SELECT * FROM "Conversation" WHERE channel = ${channel}::"Channel" AND "threadKey" = ${threadKey} FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/**
 * The epoch fence: holds the conversation only if nobody has taken it over since the turn began. Null: somebody has, and
 * nothing of the turn may be written. A takeover under way is waited for, and then the condition is looked at again.
 */
export async function holdInside(tx: Tx, fence: Fence): Promise<Held | null> {
  const rows = await tx.$queryRaw<Held[]>`
    SELECT * FROM "Conversation"
    WHERE id = ${fence.conversationId}::uuid AND epoch = ${fence.epoch} AND owner = 'assistant' FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/** Saves what became of it. Call it once, last. */
export async function letGo(tx: Tx, held: Held): Promise<void> {
  touch(tx, held.id);
  await tx.conversation.updateMany({
    where: { id: held.id },
    data: {
      owner: held.owner,
      epoch: held.epoch,
      contactId: held.contactId,
      identity: held.identity,
      assigneeId: held.assigneeId,
      engagement: held.engagement,
      waitingSince: held.waitingSince,
      seq: held.seq,
      category: held.category,
      severity: held.severity,
      flags: held.flags,
      customerSeq: held.customerSeq,
      answeredSeq: held.answeredSeq,
      turnDueAt: held.turnDueAt,
      unansweredSince: held.unansweredSince,
      lastMessageAt: held.lastMessageAt,
    },
  });
}

/** The next number of its sequence. The lock on its row makes it nobody else's. */
export function nextSeq(held: Held): number {
  held.seq += 1;
  return held.seq;
}
