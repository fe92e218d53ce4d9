import type { Held } from "../conversation/held.ts";
import type { Queries } from "../database/transactions.ts";

/**
 * Whether the customer's identity is proven now, not merely earlier, and the last words are his own: whoever else takes part
 * in a thread does not speak for him.
 */
export async function isVerified(
  client: Queries,
  { id, identity, theirAddress }: Pick<Held, "id" | "identity" | "theirAddress">,
): Promise<boolean> {
  if (identity !== "verified") return false;
  const last = await client.message.findFirst({
    where: { conversationId: id, author: "customer", class: "human" },
    orderBy: { seq: "desc" },
    select: { fromAddress: true },
  });
  return last !== null && (last.fromAddress === null || last.fromAddress === theirAddress);
}
