import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import { addressAnswer } from "../outbound/address-answer.ts";
import type { Channels } from "../outbound/say.ts";

/** Who wrote what in a thread that others can write into, and whom an operator's answer would go to now. */
export interface Letters {
  /** Null on channels where an answer goes to whoever one talks with. */
  readonly answer: { readonly to: string; readonly copies: readonly string[] } | null;
  readonly letters: readonly Letter[];
}

export interface Letter {
  readonly messageId: string;
  readonly from: string;
  /** Where its author wants answers, if not at `from`, and is believed to. */
  readonly replyTo: string | null;
  readonly copies: readonly string[];
}

/** @throws {Problem} 404 */
export async function readLetters(
  id: string,
  { database: { outside }, channels }: { readonly database: Database; readonly channels: Channels },
): Promise<Letters> {
  const conversation = await outside.conversation.findUnique({
    where: { id },
    select: { id: true, channel: true, theirAddress: true, subject: true },
  });
  if (!conversation) throw new Problem(404, "There is no conversation with this id.");
  if (!channels.get(conversation.channel)?.capabilities.envelope) return { answer: null, letters: [] };
  const { to, envelope } = await addressAnswer(outside, conversation, { author: "operator" });
  const rows = await outside.message.findMany({
    where: { conversationId: id, fromAddress: { not: null } },
    orderBy: { seq: "asc" },
    select: { id: true, fromAddress: true, replyAddress: true, copies: true },
  });
  const letters = rows.map(({ id: messageId, fromAddress, replyAddress: replyTo, copies }) => ({
    messageId,
    from: fromAddress ?? "",
    replyTo,
    copies,
  }));
  return { answer: { to, copies: envelope?.copies ?? [] }, letters };
}
