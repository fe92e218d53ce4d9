import type { ChannelAdapter } from "../contract/index.ts";
import { appendMessage, type MessageDraft } from "../conversation/append-message.ts";
import type { Held } from "../conversation/held.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { addressAnswer } from "./address-answer.ts";
import { renderParts } from "./render.ts";

/** The channels that are turned on, by name. */
export type Channels = ReadonlyMap<string, ChannelAdapter>;

/** For a channel that is turned off: its rows wait until it is on again, and no channel takes less. */
const SHORTEST_LIMIT = 1_600;

/**
 * Says something to the customer: the message and the outbox rows that carry it, in the transaction of the decision.
 * Call it while the ownership is what it will be: the rows remember the epoch, and delivery compares. On a channel whose
 * other side reads our store there is nothing to carry: what is committed is said.
 */
export async function say(tx: Tx, held: Held, draft: MessageDraft, channels: Channels): Promise<Message> {
  const capabilities = channels.get(held.channel)?.capabilities;
  if (capabilities?.live) return await appendMessage(tx, held, { ...draft, delivery: "sent" });
  const parts = renderParts(draft.text, capabilities?.maxTextLength ?? SHORTEST_LIMIT);
  const { to, envelope } = capabilities?.envelope
    ? await addressAnswer(tx, held, draft)
    : { to: held.theirAddress, envelope: null };
  const message = await appendMessage(tx, held, { ...draft, ...(parts.length > 0 && { delivery: "queued" }) });
  await tx.outbox.createMany({
    data: parts.map((text, part) => ({
      conversationId: held.id,
      messageId: message.id,
      seq: message.seq,
      part,
      epoch: held.epoch,
      author: draft.author,
      channel: held.channel,
      fromAddress: held.ourAddress,
      toAddress: to,
      text,
      ...(envelope && { envelope: envelope as unknown as Prisma.InputJsonObject }),
    })),
  });
  return message;
}
