import type { InboundAttachment, InboundMessage } from "../contract/index.ts";
import { appendMessage, type MessageDraft } from "../conversation/append-message.ts";
import { changeOwner } from "../conversation/change-owner.ts";
import { type Held, letGo } from "../conversation/held.ts";
import type { HandoffNote } from "../conversation/model.ts";
import { holdOrOpen } from "../conversation/open-conversation.ts";
import type { Tx } from "../database/transactions.ts";
import { type HandoffLines, handOff, handOffSilently } from "../handoff/hand-off.ts";
import type { Channels } from "../outbound/say.ts";
import { mask } from "../privacy/mask.ts";
import { takeCode } from "../verification/take-code.ts";
import { turnDueAt } from "./burst.ts";
import { optOutOf, showOptOut } from "./consent.ts";
import { howLate, type Late } from "./how-late.ts";
import type { KeptFiles } from "./keep-files.ts";
import type { RawHead } from "./lanes.ts";
import { type Halt, halt, lookForLoop } from "./look-for-loop.ts";
import { maskInside, maskMessage } from "./mask-message.ts";
import { type Recipients, trustedRecipients } from "./trusted-recipients.ts";

/** Nobody may answer them there, and yet they have something to say: a human is to find another way. */
const OPTED_OUT: HandoffNote = {
  reason: "The customer has opted out of our messages and has written again. Nothing can be sent to them there.",
  priority: "normal",
  trigger: "rule",
  summary: "Unanswered: the customer's last messages, written after opting out.",
};

/** Identity and memory are the contact's: what somebody else in the thread may be told is for a human to decide. */
const SOMEBODY_ELSE: HandoffNote = {
  reason: "Somebody other than the customer has written into this conversation.",
  priority: "normal",
  trigger: "rule",
  summary: "Unanswered: the last message, by another participant.",
};

export interface TakeDeps {
  readonly channels: Channels;
  readonly files: KeptFiles;
  readonly lines: HandoffLines;
  /** Of one-time codes. */
  readonly codes: { readonly secret: string };
}

/**
 * Stores one interpreted message in its conversation and wakes whoever must act: the assistant by setting when its turn
 * is due, a human because it shows on the desk. Runs inside the ingest transaction. Returns when the turn is due.
 */
export async function takeMessage(
  tx: Tx,
  raw: RawHead,
  index: number,
  original: InboundMessage,
  deps: TakeDeps,
): Promise<Date | null> {
  if (await isKnown(tx, original)) return null;
  const opening = maskMessage(original).message;
  const { held, isFirst, isFromContact } = await holdOrOpen(tx, raw.channel, opening, raw.receivedAt);
  const optOut = await optOutOf(tx, held);
  const loop =
    isFirst || optOut || original.suppressed !== null ? null : await lookForLoop(tx, held, opening, raw, deps.channels);
  const isForUs = original.class === "human" && original.suppressed === null && loop?.isKnown !== true;
  const late = howLate(original, raw, deps.channels);
  // Machines do not reopen: a vacation notice would open a conversation that nobody wants (RFC 3834, section 2).
  if (isForUs) await changeOwner(tx, held, { kind: "customer_wrote" }, { by: null, at: raw.receivedAt });
  // Before anything of it is stored.
  const read =
    isForUs && isFromContact && !isFirst
      ? await takeCode(tx, held, original, { at: raw.receivedAt, secret: deps.codes.secret })
      : original;
  const message = await maskInside(tx, held, read, original.at ?? raw.receivedAt);
  const wantsAnswer = isForUs && !optOut && isFromContact;
  // By a proof of its own, or by the code in it.
  const isProven = isFromContact && held.identity === "verified";
  const stored = await appendMessage(tx, held, {
    ...toDraft(message, await trustedRecipients(tx, held, message, isFirst), isProven),
    suppressed: message.suppressed ?? whyNoAnswer(held, optOut !== null, { loop, late }),
    wantsAnswer,
    raw: { id: raw.id, index },
    at: message.at ?? raw.receivedAt,
  });
  await addAttachments(tx, stored.id, message.attachments, deps.files);
  if (wantsAnswer) held.customerSeq = held.seq;
  // A STOP that was said before this conversation began, to a number that shares consent with ours.
  await showOptOut(tx, held, optOut, raw.receivedAt);
  if (isForUs) await call(tx, held, raw, { isOptedOut: optOut !== null, wantsAnswer, loop, late }, deps);
  await letGo(tx, held);
  return held.turnDueAt;
}

/** Why the assistant does not answer a message that is its own to answer. */
interface WhySilent {
  readonly loop: Halt | null;
  readonly late: Late | null;
}

/** Calls whoever must act on a message that is for us: the assistant, or a human. */
async function call(
  tx: Tx,
  held: Held,
  raw: RawHead,
  about: { readonly isOptedOut: boolean; readonly wantsAnswer: boolean } & WhySilent,
  deps: TakeDeps,
): Promise<void> {
  const note = { turnId: null, at: raw.receivedAt };
  if (about.isOptedOut) await handOffSilently(tx, held, { ...OPTED_OUT, ...note });
  else if (!about.wantsAnswer) await handOff(tx, held, { ...SOMEBODY_ELSE, ...note }, deps);
  else if (about.loop) await halt(tx, held, about.loop, raw.receivedAt, deps);
  else if (about.late) await handOffSilently(tx, held, { ...about.late.note, ...note });
  else wantAnswer(held, raw, deps.channels);
}

/** The same letter under another id: a mailbox was moved, or read anew. */
async function isKnown(tx: Tx, { fingerprint }: InboundMessage): Promise<boolean> {
  return fingerprint !== null && (await tx.message.count({ where: { fingerprint } })) > 0;
}

function toDraft(
  message: InboundMessage,
  { replyTo, copies }: Recipients,
  isProven: boolean,
): Omit<MessageDraft, "at"> {
  const { text, fullText, html, externalId, from, references } = message;
  const draft = { author: "customer", text, fullText, html, class: message.class, externalId } as const;
  if (!references) return draft;
  return {
    ...draft,
    letter: {
      fingerprint: message.fingerprint,
      fromAddress: from.address,
      isProven,
      replyAddress: replyTo,
      copies,
      reference: references.self,
      ancestors: references.ancestors,
    },
  };
}

async function addAttachments(
  tx: Tx,
  messageId: string,
  attachments: readonly InboundAttachment[],
  files: KeptFiles,
): Promise<void> {
  if (attachments.length === 0) return;
  await tx.attachment.createMany({
    data: attachments.map((attachment, index) => {
      const { contentType, content, contentId, reference } = attachment;
      const filename = mask(attachment.filename).text;
      const hash = files.get(attachment) ?? null;
      const size = content?.byteLength ?? attachment.size;
      const kept = { messageId, index, filename, contentType, contentId, size, hash };
      if (hash === null && reference !== null) return { ...kept, state: "pending", reference, nextTryAt: new Date() };
      return { ...kept, state: hash ? "ready" : "failed" };
    }),
  });
}

function wantAnswer(held: Held, { receivedAt }: RawHead, channels: Channels): void {
  const burst = channels.get(held.channel)?.capabilities.burst;
  if (held.owner !== "assistant" || !burst) return;
  held.unansweredSince ??= receivedAt;
  // Quiet counts from now: of a row that waited in a backlog, the rest of its burst may be right behind.
  held.turnDueAt = turnDueAt(new Date(), held.unansweredSince, burst);
}

function whyNoAnswer(held: Held, optedOut: boolean, { loop, late }: WhySilent): string | null {
  if (optedOut) return "The customer has opted out of messages from this number.";
  if (loop) return loop.words;
  switch (held.owner) {
    case "operator":
      return "An operator has the conversation.";
    case "queued":
      return "The conversation waits for an operator.";
    case "assistant":
      return late?.words ?? null;
    case "closed":
      return null;
  }
}
