import type { Message, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { type Held, nextSeq } from "./held.ts";
import type { Author, MessageClass, Source } from "./model.ts";

/** Where a message stands in a channel with letters. */
export interface LetterDraft {
  readonly fingerprint: string | null;
  readonly fromAddress: string;
  /** It came with a proof that it is the sender's. */
  readonly isProven: boolean;
  readonly replyAddress: string | null;
  readonly copies: readonly string[];
  readonly reference: string | null;
  readonly ancestors: readonly string[];
}

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
  readonly letter?: LetterDraft;
  /** Kept already, in this order. */
  readonly files?: readonly FileDraft[];
  /** Where its delivery begins: `queued` when it goes out over a provider, `sent` when storing it is delivering it. */
  readonly delivery?: "queued" | "sent";
  /** Why it is not what it was going to be. */
  readonly deliveryError?: { readonly code: string; readonly message: string };
}

/** A file that belongs to a message. */
export interface FileDraft {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
}

/** Stores a message under the next seq of its conversation. */
export async function appendMessage(tx: Tx, held: Held, draft: MessageDraft): Promise<Message> {
  const { raw, sources, letter, deliveryError, files = [], ...columns } = draft;
  const data: Prisma.MessageUncheckedCreateInput = {
    ...columns,
    fullText: draft.fullText ?? draft.text,
    conversationId: held.id,
    engagement: held.engagement,
    seq: nextSeq(held),
    ...(raw && { rawId: raw.id, rawIndex: raw.index }),
    ...(sources && { sources: sources.map(({ title, url }) => ({ title, url })) }),
    ...(letter && { ...letter, copies: [...letter.copies], ancestors: [...letter.ancestors] }),
    ...(files.length > 0 && { attachments: { create: files.map(toAttachment) } }),
    ...(deliveryError && { deliveryErrorCode: deliveryError.code, deliveryError: deliveryError.message }),
  };
  if (!draft.internal) held.lastMessageAt = new Date();
  return await tx.message.create({ data });
}

function toAttachment({ id, filename, contentType, size, hash }: FileDraft, index: number) {
  return { id, index, filename, contentType, size, hash, state: "ready" } as const;
}
