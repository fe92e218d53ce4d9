import type { Consent, Question } from "../agent/effects.ts";
import { haveAgreed } from "../agent/tools/explicit-yes.ts";
import type { Held } from "../conversation/held.ts";
import type { Proposal } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";

/** A yes after that is one to something half forgotten. */
const VALID_MS = 30 * 60_000;

/**
 * Whether the customer has agreed to this very call. If not, it is written down, to be asked for. His yes counts when it came
 * after our question had been said to him, in the same engagement, within half an hour, before anything else that he said,
 * and when the question named what it was about. It counts once. `upTo`: what the turn has not read yet is no yes.
 */
export async function askConsent(
  tx: Tx,
  held: Held,
  question: Question,
  turn: { readonly id: string; readonly upTo: number; readonly at: Date },
): Promise<Consent> {
  const open = await openProposals(tx, held, turn.at);
  const same = open.find(({ tool, inputHash }) => tool === question.tool && inputHash === question.inputHash);
  // It has not been said to the customer yet.
  if (same?.turnId === turn.id) return "to_be_asked";
  const answer = same ? await answerTo(tx, held, same, { question, upTo: turn.upTo }) : "none";
  if (same && answer === "agreed") return (await useUp(tx, same, turn.at)) ? "given" : "to_be_asked";
  if (same) await tx.proposal.update({ where: { id: same.id }, data: { expiresAt: turn.at } });
  // A yes would be one to both, or to either.
  if (open.some(({ turnId }) => turnId === turn.id)) return "one_at_a_time";
  await propose(tx, held, question, turn);
  return answer === "not_named" ? "not_named" : "to_be_asked";
}

/** What the customer has said to a question of an earlier turn. `none`: no yes, or nothing was asked. */
async function answerTo(
  tx: Tx,
  held: Held,
  proposal: Proposal,
  { question: { asks, names }, upTo }: { readonly question: Question; readonly upTo: number },
): Promise<"agreed" | "not_named" | "none"> {
  const asked = await questionTo(tx, held, proposal);
  if (!asked) return "none";
  if (!isNamed(asked.text, names)) return "not_named";
  const said = await saidSince(tx, held, asked.seq, upTo);
  return said && haveAgreed(said, `${asks} ${names.join(" ")}`) ? "agreed" : "none";
}

/** A yes counts once. */
async function useUp(tx: Tx, { id }: Proposal, at: Date): Promise<boolean> {
  const { count } = await tx.proposal.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } });
  return count > 0;
}

async function openProposals(tx: Tx, { id, engagement }: Held, at: Date): Promise<Proposal[]> {
  return await tx.proposal.findMany({
    where: { conversationId: id, engagement, usedAt: null, expiresAt: { gt: at } },
    orderBy: { createdAt: "desc" },
  });
}

async function propose(
  tx: Tx,
  held: Held,
  { tool, inputHash }: Question,
  { id: turnId, at }: { readonly id: string; readonly at: Date },
): Promise<void> {
  const { id: conversationId, engagement, seq } = held;
  const expiresAt = new Date(at.getTime() + VALID_MS);
  await tx.proposal.create({ data: { conversationId, engagement, turnId, tool, inputHash, seq, expiresAt } });
}

/** What the turn that proposed it said to the customer; null: nothing, so he cannot have answered. */
async function questionTo(tx: Tx, held: Held, { turnId, seq }: Proposal) {
  return await tx.message.findFirst({
    where: {
      conversationId: held.id,
      turnId,
      author: "assistant",
      internal: false,
      seq: { gt: seq },
      OR: [{ delivery: null }, { delivery: { not: "failed" } }],
    },
    orderBy: { seq: "asc" },
    select: { seq: true, text: true },
  });
}

/**
 * What the customer has said to it, in order; null: somebody else has said something in between, so his words may be meant for
 * that.
 */
async function saidSince(tx: Tx, held: Held, after: number, upTo: number): Promise<string[] | null> {
  const messages = await tx.message.findMany({
    where: { conversationId: held.id, internal: false, seq: { gt: after, lte: upTo } },
    orderBy: { seq: "asc" },
    select: { author: true, wantsAnswer: true, text: true },
  });
  const isTheirs = messages.every(({ author, wantsAnswer }) => author === "customer" && wantsAnswer);
  return isTheirs ? messages.map(({ text }) => text) : null;
}

function isNamed(question: string, names: readonly string[]): boolean {
  const plain = plainly(question);
  return names.every((name) => plain.includes(plainly(name)));
}

/** Markdown around a value is no part of it. */
function plainly(text: string): string {
  return text.toLowerCase().replaceAll(/[*_`]/g, "").replaceAll(/\s+/g, " ").trim();
}
