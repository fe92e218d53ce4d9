import { address as toAddress } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import { joinAliases, learnAddress } from "../conversation/know-contact.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Tx } from "../database/transactions.ts";
import { isSurelyTheirs } from "./is-surely-theirs.ts";

const PROOF = "one_time_code";

/**
 * Whoever writes has shown that the mailbox is his: the conversation becomes that contact's, and so does all that came from
 * the address he writes from, where that is his beyond doubt. Where it is merely claimed, somebody else may have written from
 * it, too: then only this conversation does.
 */
export async function proveContact(tx: Tx, held: Held, email: string, at: Date): Promise<void> {
  const before = held.contactId;
  const isTheirs = await isSurelyTheirs(tx, held);
  const sender = { address: toAddress(email), name: null, proof: PROOF, issued: false, aliases: [] };
  held.contactId = await learnAddress(tx, before, "email", sender, at);
  held.identity = "verified";
  const alias = { channel: held.channel, address: toAddress(held.theirAddress), proof: PROOF };
  const joined = new Set(isTheirs ? await joinAliases(tx, held.contactId, [alias], at) : []);
  if (held.contactId !== before) joined.add(before);
  await recordEvent(tx, held, { kind: "verified", by: null, data: { proof: PROOF }, at });
  for (const contact of joined)
    await recordEvent(tx, held, { kind: "contact_joined", by: null, data: { contact }, at });
}
