import { v7 as uuid } from "uuid";
import { z } from "zod";
import { type FileLinks, LINK_FOR_PEOPLE_MS } from "../attachments/file-links.ts";
import type { UploadTokens } from "../attachments/upload-tokens.ts";
import { appendMessage } from "../conversation/append-message.ts";
import { changeOwner } from "../conversation/change-owner.ts";
import { type Held, holdConversation, letGo } from "../conversation/held.ts";
import { MESSAGE_SHOWN_WITH, type MessageView, toMessageView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import type { Message } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { Problem } from "../http/problem.ts";
import { type Channels, type SaidDraft, say } from "../outbound/say.ts";
import { type DeskWakes, refusal } from "./act.ts";
import type { Operator } from "./operators.ts";

/** Longer than anybody writes, shorter than what would be a hundred texts. */
export const MAX_TEXT_LENGTH = 16_000;

/** Twilio's limit for a text, and enough for a letter. */
const MAX_FILES = 10;

/** Ours are about 400 characters, most of it the name. */
const MAX_TOKEN_LENGTH = 2_000;

/** Blanks of no width, joiners and the like are nothing to send. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

export const ANSWER = z
  .object({
    text: z.string().trim().max(MAX_TEXT_LENGTH).default(""),
    files: z.array(z.string().max(MAX_TOKEN_LENGTH)).max(MAX_FILES, `must not be more than ${MAX_FILES}`).default([]),
    internal: z.boolean().default(false),
    basedOnSeq: z.int().min(0).optional(),
    clientId: z.string().min(1).max(100),
  })
  .refine(({ text, files }) => VISIBLE.test(text) || files.length > 0, { path: ["text"], error: "must not be empty" })
  .refine(({ internal, basedOnSeq }) => internal || basedOnSeq !== undefined, {
    path: ["basedOnSeq"],
    error: "is needed: the seq of the last thing you saw",
  });
export type Answer = z.output<typeof ANSWER>;

export interface AnswerDeps {
  readonly database: Database;
  readonly channels: Channels;
  readonly wakes: DeskWakes;
  readonly uploads: Pick<UploadTokens, "read">;
  readonly links: Pick<FileLinks, "addressOf">;
}

/**
 * Stores what an operator writes: to the customer, which takes the conversation over when nobody has it, or as a note
 * for colleagues. The same client id twice is one message. @throws {Problem} 404, 409
 */
export async function answer(
  conversationId: string,
  written: Answer,
  by: Operator,
  deps: AnswerDeps,
): Promise<MessageView> {
  const message = await deps.database.transaction(async (tx) => {
    const held = await holdConversation(tx, conversationId);
    if (!held) throw new Problem(404, "There is no conversation with this id.");
    const { clientId } = written;
    const known = await tx.message.findUnique({ where: { conversationId_clientId: { conversationId, clientId } } });
    if (known?.operatorId === by.operatorId) return known;
    if (known) throw new Problem(409, "This clientId is taken: it is that of somebody else's message. Use a new one.");
    const draft = draftOf(written, by, deps);
    const stored = written.internal
      ? await appendMessage(tx, held, { ...draft, internal: true })
      : await publish(tx, held, written, by, draft, deps.channels);
    await letGo(tx, held);
    return stored;
  });
  if (!written.internal) deps.wakes.interruptTurn(conversationId);
  deps.wakes.wakeDelivery();
  const { id } = message;
  const shown = await deps.database.outside.message.findUniqueOrThrow({ where: { id }, include: MESSAGE_SHOWN_WITH });
  return toMessageView(shown);
}

async function publish(
  tx: Tx,
  held: Held,
  { basedOnSeq }: Answer,
  by: Operator,
  draft: SaidDraft,
  channels: Channels,
): Promise<Message> {
  if (!channels.has(held.channel))
    throw new Problem(409, "The channel of this conversation is not turned on here: nothing can be sent.");
  await refuseOptedOut(tx, held);
  await refuseStale(tx, held, basedOnSeq ?? 0, by);
  const decision = await changeOwner(tx, held, { kind: "answer", by }, { by: by.name, at: new Date() });
  if (decision.kind === "refused") throw await refusal(tx, held, decision);
  const message = await say(tx, held, draft, channels);
  // A human has seen and answered all there is: given back, the assistant answers only what comes after.
  held.answeredSeq = message.seq;
  return message;
}

function draftOf(
  { text, clientId, files }: Answer,
  { operatorId }: Operator,
  { uploads, links }: Pick<AnswerDeps, "uploads" | "links">,
): SaidDraft {
  const attached = files.map((token) => {
    const file = uploads.read(token, operatorId);
    if (!file) throw new Problem(400, "files: one of them is not known, or was uploaded too long ago. Add it again.");
    const named = { ...file, id: uuid() };
    return { ...named, url: links.addressOf(named, LINK_FOR_PEOPLE_MS) };
  });
  return { author: "operator", text, clientId, operatorId, at: new Date(), files: attached };
}

async function refuseOptedOut(tx: Tx, { channel, ourAddress, theirAddress }: Held): Promise<void> {
  const key = { channel, ourSender: ourAddress, theirAddress };
  const consent = await tx.consent.findUnique({ where: { channel_ourSender_theirAddress: key } });
  if (!consent?.optedOut) return;
  const day = consent.at.toISOString().slice(0, 10);
  throw new Problem(409, `The customer opted out on ${day}. Only they can undo it, by writing START.`, {
    optedOut: true,
  });
}

/** Somebody wrote publicly after what the operator had before his eyes: he is to look first. His own do not count. */
async function refuseStale(tx: Tx, held: Held, basedOnSeq: number, by: Operator): Promise<void> {
  const newer = await tx.message.findFirst({
    where: {
      conversationId: held.id,
      // A number from the future has seen all there is, and may be too large for the column.
      seq: { gt: Math.min(basedOnSeq, held.seq) },
      internal: false,
      OR: [{ author: { in: ["customer", "assistant"] } }, { author: "operator", operatorId: { not: by.operatorId } }],
    },
    orderBy: { seq: "desc" },
  });
  if (newer) throw new Problem(409, "There are newer messages. Read them, then send again.", { seq: newer.seq });
}
