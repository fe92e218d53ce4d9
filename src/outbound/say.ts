import { address, type ChannelAdapter, type RenderedPart } from "../contract/index.ts";
import { appendMessage, type FileDraft, type MessageDraft } from "../conversation/append-message.ts";
import type { Held } from "../conversation/held.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { addressAnswer } from "./address-answer.ts";

/** The channels that are turned on, by name. */
export type Channels = ReadonlyMap<string, ChannelAdapter>;

/** What is to be said to a customer. */
export interface SaidDraft extends MessageDraft {
  /** `url`: a signed address for people, that is good for days. */
  readonly files?: readonly (FileDraft & { readonly url: string })[];
}

/**
 * Says something to the customer: the message and the outbox rows that carry it, in the transaction of the decision.
 * Call it while the ownership is what it will be: the rows remember the epoch, and delivery compares. On a channel whose
 * other side reads our store there is nothing to carry: what is committed is said.
 */
export async function say(tx: Tx, held: Held, draft: SaidDraft, channels: Channels): Promise<Message> {
  const adapter = channels.get(held.channel);
  const capabilities = adapter?.capabilities;
  if (capabilities?.live) return await appendMessage(tx, held, { ...draft, delivery: "sent" });
  const { to, envelope } = capabilities?.envelope
    ? await addressAnswer(tx, held, draft)
    : { to: held.theirAddress, envelope: null };
  const parts = render(draft, { from: held.ourAddress, to }, adapter);
  const message = await appendMessage(tx, held, { ...draft, ...(parts.length > 0 && { delivery: "queued" }) });
  await tx.outbox.createMany({
    data: parts.map(({ text, files }, part) => ({
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
      files: [...files],
      ...(envelope && { envelope: envelope as unknown as Prisma.InputJsonObject }),
    })),
  });
  return message;
}

/** Of a channel that is turned off the rows wait as they are until it is on again. */
function render(
  { text, author, files = [] }: SaidDraft,
  { from, to }: { readonly from: string; readonly to: string },
  adapter: ChannelAdapter | undefined,
): readonly RenderedPart[] {
  const words = text.trim();
  if (!adapter?.render)
    return words === "" && files.length === 0 ? [] : [{ text: words, files: files.map(({ id }) => id) }];
  const said = { text, from: address(from), to: address(to), files };
  return adapter.render({ ...said, author: author === "customer" ? "system" : author });
}
