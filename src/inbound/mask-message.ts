import type { InboundMessage } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import { SENSITIVE_DATA } from "../conversation/model.ts";
import type { Tx } from "../database/transactions.ts";
import { mask } from "../privacy/mask.ts";
import { htmlToKeep } from "../privacy/mask-html.ts";
import { partsOfCard, withoutParts } from "../privacy/split-card.ts";
import { maskTurns } from "./mask-turns.ts";

/** A message that may be kept. The raw bytes it was read from stay as they came. */
interface Cleaned {
  readonly message: InboundMessage;
  readonly isMasked: boolean;
}

/** Takes out what must not be kept: of a message as it comes, before anybody sees it. Attachments keep their content. */
export function maskMessage(message: InboundMessage): Cleaned {
  const text = mask(message.text);
  const fullText = mask(message.fullText);
  const subject = mask(message.subject ?? "");
  const name = mask(message.from.name ?? "");
  const isTextMasked = [text, fullText].some(({ found }) => found.length > 0);
  const html = isTextMasked || message.html === null ? null : htmlToKeep(message.html);
  const isMasked =
    isTextMasked ||
    html !== message.html ||
    [subject, name, ...message.attachments.map(({ filename }) => mask(filename))].some(({ found }) => found.length > 0);
  if (!isMasked) return { message, isMasked };
  return {
    isMasked,
    message: {
      ...message,
      text: text.text,
      fullText: fullText.text,
      html,
      subject: message.subject === null ? null : subject.text,
      from: { ...message.from, name: message.from.name === null ? null : name.text },
    },
  };
}

/** A card is not spread over more messages, nor over a longer time. */
const MOST_PARTS = 4;
const WITHIN_MS = 15 * 60_000;

/** The same with what was stored before, inside the ingest transaction; the conversation is flagged. */
export async function maskInside(tx: Tx, held: Held, message: InboundMessage, at: Date): Promise<InboundMessage> {
  const cleaned = await maskSplitCard(tx, held, maskMessage(message), at);
  if (cleaned.isMasked) held.flags = [...new Set([...held.flags, SENSITIVE_DATA])];
  return cleaned.message;
}

/**
 * The same for a card whose number is spread over this message and the ones just before: what was stored of it, here and
 * by the turns that answered, is corrected in this transaction.
 */
async function maskSplitCard(tx: Tx, held: Held, { message, isMasked }: Cleaned, at: Date): Promise<Cleaned> {
  if (!/\d/.test(message.text)) return { message, isMasked };
  const before = await tx.message.findMany({
    where: {
      conversationId: held.id,
      engagement: held.engagement,
      author: "customer",
      at: { gt: new Date(at.getTime() - WITHIN_MS) },
    },
    orderBy: { seq: "desc" },
    take: MOST_PARTS - 1,
    select: { id: true, seq: true, text: true, fullText: true },
  });
  const earlier = before.reverse();
  const parts = partsOfCard([...earlier.map(({ text }) => text), message.text]);
  if (parts.length === 0) return { message, isMasked };
  for (const { index } of parts) {
    const one = earlier[index];
    if (one)
      await tx.message.update({
        where: { id: one.id },
        data: { text: withoutParts(one.text, parts), fullText: withoutParts(one.fullText, parts), html: null },
      });
  }
  const first = earlier[parts[0]?.index ?? 0];
  if (first) await maskTurns(tx, held, first.seq, parts);
  const { text, fullText } = message;
  return {
    isMasked: true,
    message: { ...message, text: withoutParts(text, parts), fullText: withoutParts(fullText, parts), html: null },
  };
}
