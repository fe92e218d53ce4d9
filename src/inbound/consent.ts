import type { ConsentNews, InboundMessage, Interpretation } from "../contract/index.ts";
import { isOwnWord, sourceOfRaw } from "../conversation/consent-source.ts";
import { type Held, holdConversation, letGo } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Consent } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import type { RawHead } from "./lanes.ts";

/** Of a conversation whose customer lets nobody write to him. */
const OPTED_OUT = "opted_out";

/** Since when, and what told us: a raw row, or a code of the provider. */
export type OptOut = Pick<Consent, "at" | "source">;

/**
 * Writes down who may be written to, and returns what is news indeed. Consent is per sender of ours: STOP is never global.
 * What was said before what we know of changes nothing: a text may come in hours late, and so may a report on one of ours.
 */
export async function learnConsents(tx: Tx, raw: RawHead, said: Interpretation): Promise<ConsentNews[]> {
  if (said.consents.length === 0) return [];
  const at = await saidAt(tx, raw, said);
  const changed: ConsentNews[] = [];
  for (const { optedOut, ...pair } of said.consents) {
    const key = { channel: raw.channel, ...pair };
    const where = { channel_ourSender_theirAddress: key };
    const before = await tx.consent.findUnique({ where });
    const code = said.receipts[0]?.error?.code;
    const news = { optedOut, source: code ?? sourceOfRaw(raw.id), at };
    // Their own word is news also of what a provider had told.
    const isNews = (before?.optedOut ?? false) !== optedOut || (before && isOwnWord(news) && !isOwnWord(before));
    if (!isNews || (before && before.at > at)) continue;
    await tx.consent.upsert({ where, create: { ...key, ...news }, update: news });
    changed.push({ optedOut, ...pair });
  }
  return changed;
}

/** When it was true: when the customer said it, or when the text was sent that the provider refuses for it. */
async function saidAt(tx: Tx, { channel, receivedAt }: RawHead, said: Interpretation): Promise<Date> {
  const [message] = said.messages;
  const [receipt] = said.receipts;
  if (message || !receipt) return message?.at ?? receivedAt;
  const { partId, providerId } = receipt;
  const part = await tx.outbox.findFirst({
    where: { channel, OR: [{ providerId }, ...(partId === null ? [] : [{ id: partId }])] },
    select: { attemptedAt: true },
  });
  return part?.attemptedAt ?? receivedAt;
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

/** Null: the customer of this conversation may be written to from there. */
export async function optOutOf(tx: Tx, { channel, ourAddress, theirAddress }: Held): Promise<OptOut | null> {
  const key = { channel, ourSender: ourAddress, theirAddress };
  const consent = await tx.consent.findUnique({ where: { channel_ourSender_theirAddress: key } });
  return consent?.optedOut ? consent : null;
}

/** Shows the news on the conversations between the two. */
export async function showConsents(tx: Tx, raw: RawHead, changed: readonly ConsentNews[]): Promise<void> {
  if (changed.length === 0) return;
  const pairs = changed.map(({ ourSender, theirAddress }) => ({ ourAddress: ourSender, theirAddress }));
  // By id, like everybody who holds several.
  const between = await tx.conversation.findMany({
    where: { channel: raw.channel, OR: pairs },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of between) {
    const held = await holdConversation(tx, id);
    if (!held) continue;
    await showOptOut(tx, held, await optOutOf(tx, held), raw.receivedAt);
    await letGo(tx, held);
  }
}

/**
 * Operators see before they write that nothing would get out, and since when. What the assistant was about to answer is
 * left unanswered: whoever opts out wants no answer, and none would reach him.
 */
export async function showOptOut(tx: Tx, held: Held, optOut: OptOut | null, now: Date): Promise<void> {
  const isShown = held.flags.includes(OPTED_OUT);
  if (isShown === (optOut !== null)) return;
  held.flags = [...held.flags.filter((flag) => flag !== OPTED_OUT), ...(optOut ? [OPTED_OUT] : [])];
  if (!optOut) {
    await recordEvent(tx, held, { kind: "opted_in", by: null, at: now });
    return;
  }
  // Who has not said so himself has asked after it: the answer will be refused, and a human told.
  if (isOwnWord(optOut)) {
    held.turnDueAt = null;
    held.unansweredSince = null;
    held.answeredSeq = held.customerSeq;
  }
  const code = isOwnWord(optOut) ? {} : { code: optOut.source };
  const data = { since: optOut.at.toISOString(), ...code };
  await recordEvent(tx, held, { kind: OPTED_OUT, by: null, at: now, data });
}
