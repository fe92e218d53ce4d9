import type { Message, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { type Held, nextSeq } from "./held.ts";
import type { Author, MessageClass, Source } from "./model.ts";

export interface MessageDraft {
  readonly author: Author;
  readonly text: string;
  readonly at: Date;
  readonly fullText?: string;
  readonly html?: string | null;
  readonly internal?: boolean;
  readonly operatorId?: string;
  readonly turnId?: string | null;
  readonly clientId?: string;
  readonly raw?: { readonly id: string; readonly index: number };
  readonly externalId?: string;
  readonly class?: MessageClass;
  readonly suppressed?: string | null;
  readonly wantsAnswer?: boolean;
  readonly sources?: readonly Source[];
  /** Whether it goes out over the channel. */
  readonly leaves?: boolean;
}

/** Stores a message under the next seq of its conversation. */
export async function appendMessage(tx: Tx, held: Held, draft: MessageDraft): Promise<Message> {
  const { raw, leaves, sources, ...columns } = draft;
  const data: Prisma.MessageUncheckedCreateInput = {
    ...columns,
    fullText: draft.fullText ?? draft.text,
    conversationId: held.id,
    engagement: held.engagement,
    seq: nextSeq(held),
    ...(raw && { rawId: raw.id, rawIndex: raw.index }),
    ...(sources && { sources: sources.map(({ title, url }) => ({ title, url })) }),
    ...(leaves && { delivery: "queued" as const }),
  };
  if (!draft.internal) held.lastMessageAt = new Date();
  return await tx.message.create({ data });
}
