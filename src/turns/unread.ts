import { Superseded, type TurnLog } from "../agent/turn.ts";
import { holdInside, letGo } from "../conversation/held.ts";
import type { Queries, Tx } from "../database/transactions.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import { toUtterance } from "./open-turn.ts";

/** What the customer has written after the message `upTo`, which is the last that a turn has read. */
export async function readUnread(
  client: Queries,
  { conversationId }: Pick<ClaimedTurn, "conversationId">,
  upTo: number,
): ReturnType<TurnLog["unread"]> {
  const messages = await client.message.findMany({
    where: { conversationId, seq: { gt: upTo }, wantsAnswer: true },
    orderBy: { seq: "asc" },
    include: { attachments: { orderBy: { index: "asc" }, select: { filename: true } } },
  });
  const utterances = messages.map((message) =>
    toUtterance({ ...message, files: message.attachments.map(({ filename }) => filename) }),
  );
  return { utterances, upTo: messages.at(-1)?.seq ?? upTo };
}

/** What the customer wrote up to there becomes part of the turn, so none is due for it. @throws {Superseded} */
export async function absorb(tx: Tx, turn: Pick<ClaimedTurn, "conversationId" | "epoch">, upTo: number): Promise<void> {
  const held = await holdInside(tx, turn);
  if (!held) throw new Superseded();
  if (held.customerSeq > upTo) return;
  held.turnDueAt = null;
  held.unansweredSince = null;
  await letGo(tx, held);
}
