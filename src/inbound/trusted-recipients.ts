import type { Address, InboundMessage } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";

/** Where the author of a message wants answers, and who else is to get them. */
export type Recipients = Pick<InboundMessage, "replyTo" | "copies">;

interface KnownRow {
  /** The sender's address is proven to be somebody's. */
  readonly isProven: boolean;
  /** Where the sender has wanted answers before. */
  readonly replyTos: readonly string[];
  /** Who takes part. */
  readonly participants: readonly string[];
}

/**
 * Whom a message may have answered. Whoever forges a sender must not have the answers of his thread sent elsewhere: without
 * a proof those of a known thread go where they went before; and where the sender's address is proven they go there alone,
 * for what its owner was told may be said again, and nobody is added to those who take part in a known thread.
 */
export async function trustedRecipients(
  tx: Tx,
  held: Held,
  message: InboundMessage,
  isFirst: boolean,
): Promise<Recipients> {
  const { from, replyTo, copies } = message;
  if (from.proof !== null || (replyTo === null && (isFirst || copies.length === 0))) return { replyTo, copies };
  const known = await knownOf(tx, held, from.address);
  if (isFirst) return { replyTo: known.isProven ? null : replyTo, copies };
  return {
    replyTo: replyTo !== null && !known.isProven && known.replyTos.includes(replyTo) ? replyTo : null,
    copies: known.isProven ? copies.filter((copy) => known.participants.includes(copy)) : copies,
  };
}

async function knownOf(tx: Tx, { id, channel, theirAddress }: Held, sender: Address): Promise<KnownRow> {
  const [known] = await tx.$queryRaw<KnownRow[]>`
    WITH letters AS (
      SELECT "fromAddress", "replyAddress", copies FROM "Message"
      WHERE "conversationId" = ${id}::uuid AND "fromAddress" IS NOT NULL)
    SELECT
      EXISTS (SELECT FROM "ContactAddress"
        WHERE channel = ${channel}::"Channel" AND address = ${sender} AND identity = 'verified') AS "isProven",
      ARRAY(SELECT DISTINCT "replyAddress" FROM letters
        WHERE "fromAddress" = ${sender} AND "replyAddress" IS NOT NULL) AS "replyTos",
      ARRAY(SELECT ${theirAddress} UNION SELECT "fromAddress" FROM letters UNION SELECT unnest(copies) FROM letters)
        AS participants`;
  return known ?? { isProven: false, replyTos: [], participants: [] };
}
