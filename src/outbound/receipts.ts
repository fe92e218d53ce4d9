import type { ChannelName, Receipt } from "../contract/index.ts";
import type { Tx } from "../database/transactions.ts";
import { applyReceipt } from "./settle.ts";

/** Applies what a provider says became of our messages: late, twice and out of order, so only upwards. */
export async function takeReceipts(tx: Tx, channel: ChannelName, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts) await applyReceipt(tx, channel, receipt);
}
