import type { ChannelName, FailureConcern } from "../contract/index.ts";
import { isOwnWord } from "../conversation/consent-source.ts";
import type { Held } from "../conversation/held.ts";
import type { Author, HandoffNote } from "../conversation/model.ts";
import { recordEvent } from "../conversation/record-event.ts";
import { markUnreachable } from "../conversation/unreachable.ts";
import type { Tx } from "../database/transactions.ts";
import { showOnMessage } from "./settle.ts";

/** Gives a conversation that the assistant owns to the humans, without a word to the customer. The room above has it. */
export type HandOff = (
  tx: Tx,
  held: Held,
  note: HandoffNote & { readonly turnId: string | null; readonly at: Date },
) => Promise<boolean>;

/** A part that has failed for good, and why. */
export interface FailedPart {
  readonly messageId: string;
  readonly channel: ChannelName;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly author: Author;
  readonly epoch: number;
  readonly code: string;
  /** In words, for operators. */
  readonly why: string;
  readonly concerns: FailureConcern;
}

/**
 * What follows from it, in the transaction that says so: an address that nothing reaches is marked, and an answer of the
 * assistant that the customer did not get is a human's. The epoch is the fence, and it rises by the handoff: a second
 * part of the message that fails finds another one. Returns whether `held` was changed; the caller lets it go.
 */
export async function afterUndelivered(
  tx: Tx,
  held: Held,
  part: FailedPart,
  deps: { readonly handOff: HandOff },
): Promise<boolean> {
  const at = new Date();
  const { channel, toAddress, code, why, concerns } = part;
  const isNews = concerns === "address" && (await markUnreachable(tx, channel, toAddress, { code, why, at }));
  if (isNews) await recordEvent(tx, held, { kind: "unreachable", by: null, data: { code, why }, at });
  const isOurs = part.author === "assistant" && part.epoch === held.epoch && !(await isUnwanted(tx, part));
  const isHandedOff = isOurs && (await deps.handOff(tx, held, { ...noteOf(part), turnId: null, at }));
  // Its other parts were taken back, and with them the reason was written over.
  if (isHandedOff) await showOnMessage(tx, part.messageId);
  return isNews || isHandedOff;
}

/**
 * Whoever says STOP after a question wants no answer any more. Who asks after it, which only the provider knew of, does, and
 * so does who has said START since.
 */
async function isUnwanted(tx: Tx, { concerns, channel, fromAddress, toAddress }: FailedPart): Promise<boolean> {
  if (concerns !== "consent") return false;
  const key = { channel, ourSender: fromAddress, theirAddress: toAddress };
  const consent = await tx.consent.findUnique({ where: { channel_ourSender_theirAddress: key } });
  return consent?.optedOut === true && isOwnWord(consent);
}

function noteOf({ code, why }: FailedPart): HandoffNote {
  return {
    reason: `The assistant's answer did not reach the customer. ${why} (${code})`,
    priority: "normal",
    trigger: "failure",
    summary: "The customer has not got the assistant's last answer.",
  };
}
