import type { InboundMessage } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Verification } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { codesIn, digitsOf, isRightCode } from "./one-time-code.ts";
import { proveContact } from "./prove-contact.ts";
import { withoutCodes } from "./without-codes.ts";

/** Of one code: a million of them, and three guesses. */
const MAX_TRIES = 3;
/** How long a proof by code holds, within its engagement. */
const HOLDS_MS = 30 * 60_000;
/** How long somebody may still come with a code that is over. */
const REMEMBERED_MS = 30 * 60_000;

const RIGHT = "[code]";
const WRONG = "[code] (wrong)";
const OVER = "[code] (no longer valid)";

/**
 * Looks whether a message brings the one-time code that its conversation waits for, and returns the message as it may be
 * stored: without the code. Runs inside the ingest transaction, for the contact's own messages. Call it when the message's own
 * proof is written down already: a right code verifies the conversation for half an hour of this engagement, so long as its
 * thread is one that only its owner can write into. A letter speaks for itself: without a proof of its own it is not verified,
 * for anybody can write one under somebody else's name.
 */
export async function takeCode(
  tx: Tx,
  held: Held,
  message: InboundMessage,
  { at, secret }: { readonly at: Date; readonly secret: string },
): Promise<InboundMessage> {
  const written = codesIn(message.text);
  // Nothing to take out and nothing that could hold, which is so of most.
  if (written.length === 0 && (held.identity === "verified" || message.references !== null)) return message;
  const asked = await tx.verification.findMany({
    where: { conversationId: held.id, engagement: held.engagement },
    orderBy: { createdAt: "desc" },
  });
  if (holds(asked, message, at)) held.identity = "verified";
  const [last] = asked;
  if (!last || written.length === 0) return message;
  // Sent once more, perhaps because there was no answer.
  if (last.usedAt !== null)
    return withoutCodes(
      message,
      written.filter((code) => isRightCode(digitsOf(code), last, secret)),
      RIGHT,
    );
  if (last.expiresAt <= at || last.tries >= MAX_TRIES) {
    const isNothingElse = digitsOf(message.text).length === 6 && message.text.trim().length <= MAX_BARE_LENGTH;
    const isRecent = at.getTime() - last.createdAt.getTime() < REMEMBERED_MS;
    return isNothingElse && isRecent ? withoutCodes(message, written, OVER) : message;
  }
  return await tryCodes(tx, held, message, { written, last, at, secret });
}

/** "My code is 123 456, thanks!" is about a code; a longer message is about something else that has six digits, too. */
const MAX_BARE_LENGTH = 40;

function holds(asked: readonly Verification[], { references }: InboundMessage, at: Date): boolean {
  if (references !== null) return false;
  return asked.some(({ usedAt }) => usedAt !== null && at.getTime() - usedAt.getTime() < HOLDS_MS);
}

async function tryCodes(
  tx: Tx,
  held: Held,
  message: InboundMessage,
  {
    written,
    last,
    at,
    secret,
  }: {
    readonly written: readonly string[];
    readonly last: Verification;
    readonly at: Date;
    readonly secret: string;
  },
): Promise<InboundMessage> {
  const tried = written.slice(0, MAX_TRIES - last.tries);
  const where = { id: last.id };
  if (tried.some((code) => isRightCode(digitsOf(code), last, secret))) {
    await tx.verification.update({ where, data: { usedAt: at } });
    await proveContact(tx, held, last.address, at);
    return withoutCodes(message, written, RIGHT);
  }
  const tries = last.tries + tried.length;
  await tx.verification.update({ where, data: { tries } });
  const data = { triesLeft: MAX_TRIES - tries };
  await recordEvent(tx, held, { kind: "code_refused", by: null, data, at });
  return withoutCodes(message, written, tries < MAX_TRIES ? WRONG : OVER);
}
