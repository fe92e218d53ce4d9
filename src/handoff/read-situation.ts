import type { Held } from "../conversation/held.ts";
import { type Priority, ticketNumber } from "../conversation/model.ts";
import type { Tx } from "../database/transactions.ts";
import { guessLanguage } from "../language/guess-language.ts";
import type { Situation } from "./handoff-line.ts";

/** Whoever had the desk open by then is there. It is written down every half minute at most. */
const ONLINE_MS = 2 * 60_000;
/** A customer's last messages tell his language, when neither the newest nor triage does. */
const LAST_MESSAGES = 3;

/** What is true at the moment of a handoff, as the transaction sees it. */
export async function readSituation(
  tx: Tx,
  held: Held,
  { priority, at }: { readonly priority: Priority; readonly at: Date },
): Promise<Situation> {
  const { id, engagement } = held;
  const online = await tx.operator.count({ where: { seenAt: { gt: new Date(at.getTime() - ONLINE_MS) } } });
  const tickets = await tx.ticket.findMany({
    where: { conversationId: id, matter: { startsWith: `${engagement}:` }, status: "open" },
    orderBy: { number: "asc" },
    select: { number: true },
  });
  return {
    priority,
    language: await spokenIn(tx, held),
    isSomebodyOnline: online > 0,
    tickets: tickets.map(({ number }) => ticketNumber(number)),
    now: at,
  };
}

/** What triage has told is of the turn before, unless it was quick: who changes his language is to be understood all the same. */
async function spokenIn(tx: Tx, { id, engagement, language }: Held): Promise<string | null> {
  const last = await tx.message.findMany({
    where: { conversationId: id, engagement, author: "customer", class: "human" },
    orderBy: { seq: "desc" },
    take: LAST_MESSAGES,
    select: { text: true },
  });
  return guessLanguage(last[0]?.text ?? "") ?? language ?? guessLanguage(last.map(({ text }) => text).join("\n"));
}
