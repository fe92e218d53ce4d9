import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { address, type ChannelAdapter, type PartSize } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import type { Channels } from "../outbound/say.ts";
import { MAX_TEXT_LENGTH } from "./answer.ts";

export const PREVIEW = z.object({ text: z.string().max(MAX_TEXT_LENGTH) });

/** How a text would leave, were it sent now. Empty: nothing would. */
export interface Preview {
  readonly parts: readonly PreviewPart[];
}

export interface PreviewPart {
  readonly text: string;
  /** Null where length makes no price. */
  readonly size: PartSize | null;
}

/** What the channel of a conversation would make of an operator's text. @throws {Problem} 404 */
export async function preview(
  id: string,
  text: string,
  { database: { outside }, channels }: { readonly database: Database; readonly channels: Channels },
): Promise<Preview> {
  const conversation = await outside.conversation.findUnique({
    where: { id },
    select: { channel: true, ourAddress: true, theirAddress: true },
  });
  if (!conversation) throw new Problem(404, "There is no conversation with this id.");
  const adapter = channels.get(conversation.channel);
  const [from, to] = [address(conversation.ourAddress), address(conversation.theirAddress)];
  const rendered = adapter?.render?.({ text, author: "operator", from, to, files: [] });
  const texts = rendered?.map((part) => part.text) ?? [text.trim()];
  return { parts: await measured(texts.filter(Boolean), adapter) };
}

/** Ten parts take their time: others are let in between them. */
async function measured(texts: readonly string[], adapter: ChannelAdapter | undefined): Promise<PreviewPart[]> {
  const parts: PreviewPart[] = [];
  for (const text of texts) {
    parts.push({ text, size: adapter?.measure?.(text) ?? null });
    await setImmediate();
  }
  return parts;
}
