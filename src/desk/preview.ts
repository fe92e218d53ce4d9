import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { address, type ChannelAdapter, type PartSize } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import type { Channels } from "../outbound/say.ts";
import { MAX_TEXT_LENGTH } from "./answer.ts";

/** How many may wait for their turn. An operator has one, and asks anew with the next stroke. */
const MOST_WAITING = 20;

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

/** What the channel of a conversation would make of an operator's text. @throws {Problem} 404, 503 when too many ask */
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
  return await inTurn(async () => {
    const rendered = adapter?.render?.({ text, author: "operator", from, to, files: [] });
    const texts = rendered?.map((part) => part.text) ?? [text.trim()];
    return { parts: await measured(texts.filter(Boolean), adapter) };
  });
}

let waiting = 0;
let before: Promise<unknown> = Promise.resolve();

/** One after the other, for all of them together would keep everything else waiting. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_WAITING) throw new Problem(503, "Too many texts are being measured. Ask again in a moment.");
  waiting += 1;
  const mine = before.then(work);
  // Whoever asked is told of a failure; who comes next is not concerned.
  before = mine.catch(() => {});
  return await mine.finally(() => {
    waiting -= 1;
  });
}

/** Ten parts take 15 ms each: others are let in between them. */
async function measured(texts: readonly string[], adapter: ChannelAdapter | undefined): Promise<PreviewPart[]> {
  const parts: PreviewPart[] = [];
  for (const text of texts) {
    parts.push({ text, size: adapter?.measure?.(text) ?? null });
    await setImmediate();
  }
  return parts;
}
