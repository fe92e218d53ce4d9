import { toReceipt } from "../../channels/sms/to-receipt.ts";
import type { Receipt } from "../../src/contract/index.ts";
import type { Conversation, Outbox, Prisma } from "../../src/database/generated/client.ts";
import { handOffSilently } from "../../src/handoff/hand-off.ts";
import { takeReceipts } from "../../src/outbound/receipts.ts";
import type { TestDatabase } from "../harness/database.ts";

export const MINUTE_MS = 60_000;
export const OUR_NUMBER = "+1";
export const ago = (ms: number): Date => new Date(Date.now() - ms);

export type Row = Partial<Prisma.OutboxUncheckedCreateInput>;

let conversations = 0;

/** A conversation with a message of an outbox row for each of `rows`, in order. Returns the rows' ids. */
export async function conversationWith(
  { database: { outside } }: TestDatabase,
  ...rows: readonly Row[]
): Promise<string[]> {
  conversations += 1;
  const theirAddress = `+1555${String(conversations).padStart(7, "0")}`;
  const address = { channel: "sms", address: theirAddress, identity: "verified", verifiedBy: "test" } as const;
  const { id: contactId } = await outside.contact.create({
    data: { addresses: { create: { ...address, verifiedAt: new Date() } } },
  });
  const { id: conversationId } = await outside.conversation.create({
    data: {
      contactId,
      channel: "sms",
      threadKey: theirAddress,
      ourAddress: OUR_NUMBER,
      theirAddress,
      epoch: 3,
      seq: rows.length,
    },
  });
  const ids: string[] = [];
  for (const [index, row] of rows.entries()) {
    const { author = "operator", delivery = "queued" } = row;
    const seq = index + 1;
    const message = {
      conversationId,
      seq,
      engagement: 1,
      author,
      text: "Hi",
      fullText: "Hi",
      at: new Date(),
      delivery,
    };
    const { id: messageId } = await outside.message.create({ data: message });
    const about = { author, channel: "sms", fromAddress: OUR_NUMBER, toAddress: theirAddress, text: "Hi" } as const;
    const data = { conversationId, messageId, seq, epoch: 3, ...about, nextTryAt: ago(1_000), ...row };
    ids.push((await outside.outbox.create({ data })).id);
  }
  return ids;
}

/** A further part of the same message. */
export async function addPart({ database: { outside } }: TestDatabase, id: string, change: Row): Promise<string> {
  const { id: _, envelope: _none, ...row } = await outside.outbox.findUniqueOrThrow({ where: { id } });
  return (await outside.outbox.create({ data: { ...row, ...change } })).id;
}

export async function rowOf({ database: { outside } }: TestDatabase, id: string): Promise<Outbox> {
  return await outside.outbox.findUniqueOrThrow({ where: { id } });
}

export async function conversationOf({ database: { outside } }: TestDatabase, id: string): Promise<Conversation> {
  const { conversation } = await outside.outbox.findUniqueOrThrow({ where: { id }, include: { conversation: true } });
  return conversation;
}

let sids = 0;
export function aSid(): string {
  sids += 1;
  return `SM${String(sids).padStart(32, "0")}`;
}

/** A text that Twilio has taken. */
export async function takenText(test: TestDatabase, change: Row = {}): Promise<{ id: string; sid: string }> {
  const sid = aSid();
  const [id = ""] = await conversationWith(test, { state: "sent", delivery: "sent", providerId: sid, ...change });
  return { id, sid };
}

/** What became of it, as Twilio tells it. */
export function told(sid: string, partId: string, status: string, code?: number): Receipt[] {
  const form = { MessageSid: sid, MessageStatus: status, ...(code !== undefined && { ErrorCode: String(code) }) };
  return [...toReceipt(form, partId, { phoneNumbers: [], messagingServiceSid: null }).receipts];
}

export async function takeIn({ database }: TestDatabase, receipts: readonly Receipt[]): Promise<void> {
  await database.transaction((tx) => takeReceipts(tx, "sms", receipts, { handOff: handOffSilently }));
}
