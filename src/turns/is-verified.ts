import type { Held } from "../conversation/held.ts";
import type { Queries } from "../database/transactions.ts";

/**
 * Whether the customer's identity is proven now, not merely earlier, and all that is being answered is his own: whoever else
 * takes part in a thread does not speak for him, and neither does a letter in his name between two of his.
 */
export async function isVerified(
  client: Queries,
  { id, identity, theirAddress, answeredSeq }: Pick<Held, "id" | "identity" | "theirAddress" | "answeredSeq">,
): Promise<boolean> {
  if (identity !== "verified") return false;
  const asked = await client.message.findMany({
    where: { conversationId: id, author: "customer", class: "human", seq: { gt: answeredSeq } },
    select: { fromAddress: true, isProven: true },
  });
  return asked.every(({ fromAddress, isProven }) => {
    if (fromAddress === null) return true;
    return fromAddress === theirAddress && isProven !== false;
  });
}
