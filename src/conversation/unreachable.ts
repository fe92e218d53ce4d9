import type { Tx } from "../database/transactions.ts";
import type { ChannelName } from "./model.ts";

/** Nothing reaches this address by its channel. True: that was not known yet. `why`: in words, for operators. */
export async function markUnreachable(
  tx: Tx,
  channel: ChannelName,
  address: string,
  { code, why, at }: { readonly code: string; readonly why: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.contactAddress.updateMany({
    where: { channel, address, unreachableAt: null },
    data: { unreachableCode: code, unreachableWhy: why, unreachableAt: at },
  });
  return count > 0;
}

/** Something came from there, or arrived there: so it can be reached. */
export async function markReachable(tx: Tx, channel: ChannelName, address: string): Promise<void> {
  await tx.contactAddress.updateMany({
    where: { channel, address, unreachableAt: { not: null } },
    data: { unreachableCode: null, unreachableWhy: null, unreachableAt: null },
  });
}
