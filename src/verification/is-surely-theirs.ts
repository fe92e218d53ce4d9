import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";

/**
 * Whether all that came from the address that a conversation is with is its contact's: the channel made it up for one visitor,
 * or it is proven, also by the message at hand. Where it is claimed, or a letter claims to be from it, anybody may have written.
 */
export async function isSurelyTheirs(
  tx: Tx,
  { channel, theirAddress: address, contactId, identity }: Held,
): Promise<boolean> {
  const own = await tx.contactAddress.findUnique({ where: { channel_address: { channel, address } } });
  if (own?.contactId !== contactId) return false;
  return own.issued || (own.identity === "verified" && identity === "verified");
}
