import type { Envelope } from "../contract/index.ts";
import { type Address, address } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import type { Author } from "../conversation/model.ts";
import type { Queries } from "../database/transactions.ts";

/** Whom an answer goes to, and what a letter needs beside its text. */
export interface Addressed {
  readonly to: string;
  readonly envelope: Envelope | null;
}

/**
 * Addresses an answer in a channel with letters: it answers the last thing a person wrote there. An operator's goes to all
 * whom that went to, whom the desk shows him beforehand; what no human wrote goes to its author alone. What comes of a turn
 * is said to the customer, and never to somebody else who has written since.
 */
export async function addressAnswer(
  tx: Queries,
  held: Pick<Held, "id" | "theirAddress" | "subject">,
  { author, turnId = null }: { readonly author: Author; readonly turnId?: string | null },
): Promise<Addressed> {
  const last = await tx.message.findFirst({
    where: {
      conversationId: held.id,
      author: "customer",
      class: "human",
      ...(turnId !== null && { wantsAnswer: true }),
    },
    orderBy: { seq: "desc" },
    select: { fromAddress: true, replyAddress: true, copies: true, reference: true, ancestors: true },
  });
  const to = last?.replyAddress ?? last?.fromAddress ?? held.theirAddress;
  const copies = author === "operator" ? (last?.copies ?? []) : [];
  const answers = last?.reference ? { self: last.reference, ancestors: last.ancestors } : null;
  return {
    to,
    envelope: { subject: held.subject, copies: copies.filter((copy) => copy !== to).map(toAddress), answers },
  };
}

const toAddress = (text: string): Address => address(text);
