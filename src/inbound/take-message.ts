import type { InboundMessage } from "../contract/index.ts";
import { appendMessage } from "../conversation/append-message.ts";
import { changeOwner } from "../conversation/change-owner.ts";
import { type Held, letGo } from "../conversation/held.ts";
import type { HandoffNote } from "../conversation/model.ts";
import { holdOrOpen } from "../conversation/open-conversation.ts";
import type { Tx } from "../database/transactions.ts";
import { handOffSilently } from "../handoff/hand-off.ts";
import { type Burst, turnDueAt } from "./burst.ts";
import { flagOptedOut, hasOptedOut } from "./consent.ts";
import type { RawHead } from "./lanes.ts";

/** Nobody may answer them there, and yet they have something to say: a human is to find another way. */
const OPTED_OUT: HandoffNote = {
  reason: "The customer has opted out of our messages and has written again. Nothing can be sent to them there.",
  priority: "normal",
  trigger: "rule",
  summary: "Unanswered: the customer's last messages, written after opting out.",
};

/**
 * Stores one interpreted message in its conversation and wakes whoever must act: the assistant by setting when its turn
 * is due, a human because it shows on the desk. Runs inside the ingest transaction. Returns when the turn is due.
 */
export async function takeMessage(
  tx: Tx,
  raw: RawHead,
  index: number,
  message: InboundMessage,
  burst: Burst,
): Promise<Date | null> {
  const held = await holdOrOpen(tx, raw.channel, message, raw.receivedAt);
  const isForUs = message.class === "human" && message.suppressed === null;
  // Machines do not reopen: a vacation notice would open a conversation that nobody wants (RFC 3834, section 2).
  if (isForUs) await changeOwner(tx, held, { kind: "customer_wrote" }, { by: null, at: raw.receivedAt });
  const optedOut = await hasOptedOut(tx, held);
  // A STOP that was said before this conversation began, to a number that shares consent with ours.
  flagOptedOut(held, optedOut);
  const wantsAnswer = isForUs && !optedOut;
  await appendMessage(tx, held, {
    author: "customer",
    text: message.text,
    fullText: message.fullText,
    html: message.html,
    class: message.class,
    suppressed: message.suppressed ?? whyNoAnswer(held, optedOut),
    wantsAnswer,
    externalId: message.externalId,
    raw: { id: raw.id, index },
    at: message.at ?? raw.receivedAt,
  });
  if (wantsAnswer) wantAnswer(held, raw.receivedAt, burst);
  else if (isForUs) await handOffSilently(tx, held, { ...OPTED_OUT, turnId: null, at: raw.receivedAt });
  await letGo(tx, held);
  return held.turnDueAt;
}

function wantAnswer(held: Held, receivedAt: Date, burst: Burst): void {
  held.customerSeq = held.seq;
  if (held.owner !== "assistant") return;
  held.unansweredSince ??= receivedAt;
  // Quiet counts from now: of a row that waited in a backlog, the rest of its burst may be right behind.
  held.turnDueAt = turnDueAt(new Date(), held.unansweredSince, burst);
}

function whyNoAnswer(held: Held, optedOut: boolean): string | null {
  if (optedOut) return "The customer has opted out of messages from this number.";
  switch (held.owner) {
    case "operator":
      return "An operator has the conversation.";
    case "queued":
      return "The conversation waits for an operator.";
    case "assistant":
    case "closed":
      return null;
  }
}
