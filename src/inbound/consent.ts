import type { ConsentNews, InboundMessage } from "../contract/index.ts";
import { type Held, holdConversation, letGo } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Tx } from "../database/transactions.ts";
import type { RawHead } from "./lanes.ts";

/** Writes down who may be written to, and returns what is news indeed. Consent is per sender of ours: STOP is never global. */
export async function learnConsents(tx: Tx, raw: RawHead, consents: readonly ConsentNews[]): Promise<ConsentNews[]> {
  const changed: ConsentNews[] = [];
  for (const { optedOut, ...pair } of consents) {
    const key = { channel: raw.channel, ...pair };
    const where = { channel_ourSender_theirAddress: key };
    const before = await tx.consent.findUnique({ where });
    if ((before?.optedOut ?? false) === optedOut) continue;
    const news = { optedOut, source: `raw:${raw.id}`, at: raw.receivedAt };
    await tx.consent.upsert({ where, create: { ...key, ...news }, update: news });
    changed.push({ optedOut, ...pair });
  }
  return changed;
}

/**
 * Opting out always counts. Opting in and asking for help by keyword mean something to the carrier only when the sender
 * has opted out before; from anybody else "Yes" and "Start" are ordinary messages and get an answer. HELP always counts.
 */
export async function consumeOptWord(
  tx: Tx,
  raw: RawHead,
  message: InboundMessage,
  changed: readonly ConsentNews[],
): Promise<InboundMessage> {
  const ordinary: InboundMessage = { ...message, class: "human", suppressed: null };
  if (message.class === "opt_in") return changed.length > 0 ? message : ordinary;
  if (message.class !== "help" || message.text.trim().toUpperCase() === "HELP") return message;
  const key = { channel: raw.channel, ourSender: message.to, theirAddress: message.from.address };
  const consent = await tx.consent.findUnique({ where: { channel_ourSender_theirAddress: key } });
  return consent?.optedOut ? message : ordinary;
}

/** Whether the customer of this conversation lets nobody write to him from there. */
export async function hasOptedOut(tx: Tx, { channel, ourAddress, theirAddress }: Held): Promise<boolean> {
  const key = { channel, ourSender: ourAddress, theirAddress };
  const consent = await tx.consent.findUnique({ where: { channel_ourSender_theirAddress: key } });
  return consent?.optedOut ?? false;
}

/** Shows the news on the conversations between the two. */
export async function showConsents(tx: Tx, raw: RawHead, changed: readonly ConsentNews[]): Promise<void> {
  for (const { ourSender, theirAddress, optedOut } of changed) {
    const between = await tx.conversation.findMany({
      where: { channel: raw.channel, ourAddress: ourSender, theirAddress },
      select: { id: true },
      orderBy: { id: "asc" },
    });
    for (const { id } of between) {
      const held = await holdConversation(tx, id);
      if (!held) continue;
      flagOptedOut(held, optedOut);
      await recordEvent(tx, held, { kind: optedOut ? "opted_out" : "opted_in", by: null, at: raw.receivedAt });
      await letGo(tx, held);
    }
  }
}

/** Operators see before they write that nothing would get out. */
export function flagOptedOut(held: Held, optedOut: boolean): void {
  held.flags = [...held.flags.filter((flag) => flag !== "opted_out"), ...(optedOut ? ["opted_out"] : [])];
}
