import type { Held } from "../conversation/held.ts";
import type { Turn, TurnStep } from "../database/generated/client.ts";
import { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { type CardPart, withoutParts } from "../privacy/split-card.ts";

/**
 * Takes the parts of a card out of what turns have kept since the message `fromSeq` brought the first of them: what the
 * assistant was told, asked for and said, what it handed over and summed up, what no article answered. Inside the ingest
 * transaction, which holds the conversation. The model's segment ends: what it thought is bound to the very words that are changed here.
 */
export async function maskTurns(tx: Tx, held: Held, fromSeq: number, parts: readonly CardPart[]): Promise<void> {
  // In the order in which a running turn takes them: first itself, then its steps.
  const turns = await tx.$queryRaw<Pick<Turn, "id" | "triage">[]>`
    SELECT id, triage FROM "Turn" WHERE "conversationId" = ${held.id}::uuid AND engagement = ${held.engagement}
      AND "upToSeq" >= ${fromSeq}::int ORDER BY id FOR UPDATE`;
  if (turns.length === 0) return;
  const ids = turns.map(({ id }) => id);
  const cleaned = <T>(value: T): T => withoutIn(value, parts) as T;
  for (const { id, triage } of turns)
    if (triage) await tx.turn.update({ where: { id }, data: { triage: cleaned(triage) } });
  await maskSteps(tx, ids, cleaned);
  await maskCalls(tx, ids, cleaned);
  await maskAnswers(tx, ids, cleaned);
  await maskHandoffs(tx, ids, cleaned);
  for (const { id, text } of await tx.unansweredQuestion.findMany({ where: { turnId: { in: ids } } }))
    await tx.unansweredQuestion.update({ where: { id }, data: { text: cleaned(text) } });
  await maskSummaries(tx, held, cleaned);
  const open = { conversationId: held.id, engagement: held.engagement, closedAt: null };
  await tx.segment.updateMany({ where: open, data: { closedAt: new Date() } });
}

type Clean = <T>(value: T) => T;

async function maskSteps(tx: Tx, turns: readonly string[], cleaned: Clean): Promise<void> {
  const steps = await tx.$queryRaw<Pick<TurnStep, "id" | "input" | "output" | "notice">[]>`
    SELECT id, input, output, notice FROM "TurnStep" WHERE "turnId" = ANY (${turns}::uuid[]) FOR UPDATE`;
  for (const { id, input, output, notice } of steps)
    await tx.turnStep.update({
      where: { id },
      data: { input: json(cleaned(input)), ...(output && { output: cleaned(output) }), notice: cleaned(notice) },
    });
}

async function maskCalls(tx: Tx, turns: string[], cleaned: Clean): Promise<void> {
  for (const { id, input, result, content } of await tx.toolCall.findMany({ where: { turnId: { in: turns } } }))
    await tx.toolCall.update({
      where: { id },
      data: { input: json(cleaned(input)), result: cleaned(result), content: json(cleaned(content)) },
    });
}

/** As they are shown to operators, and on their way out. */
async function maskAnswers(tx: Tx, turns: string[], cleaned: Clean): Promise<void> {
  const where = { turnId: { in: turns } };
  for (const { id, text, fullText, outbox } of await tx.message.findMany({ where, include: { outbox: true } })) {
    const data = { text: cleaned(text), fullText: cleaned(fullText) };
    if (data.text === text && data.fullText === fullText) continue;
    await tx.message.update({ where: { id }, data });
    for (const part of outbox) await tx.outbox.update({ where: { id: part.id }, data: { text: cleaned(part.text) } });
  }
}

async function maskHandoffs(tx: Tx, turns: string[], cleaned: Clean): Promise<void> {
  for (const { id, reason, summary, pack } of await tx.handoff.findMany({ where: { turnId: { in: turns } } }))
    await tx.handoff.update({
      where: { id },
      data: { reason: cleaned(reason), summary: cleaned(summary), pack: json(cleaned(pack)) },
    });
}

async function maskSummaries(tx: Tx, { id: conversationId }: Held, cleaned: Clean): Promise<void> {
  const { summary, tickets } = await tx.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    select: { summary: true, tickets: { select: { id: true, summary: true } } },
  });
  await tx.conversation.update({ where: { id: conversationId }, data: { summary: cleaned(summary) } });
  for (const { id, summary } of tickets) await tx.ticket.update({ where: { id }, data: { summary: cleaned(summary) } });
}

/** JSON's own null is a value here, and stays one. */
const json = (value: Prisma.JsonValue): Prisma.InputJsonValue | typeof Prisma.JsonNull => value ?? Prisma.JsonNull;

/** Names and signatures of the model's API, in which digits stand by chance. */
const OPAQUE: ReadonlySet<string> = new Set(["id", "tool_use_id", "signature", "data"]);

function withoutIn(value: unknown, parts: readonly CardPart[]): unknown {
  if (typeof value === "string") return withoutParts(value, parts);
  if (Array.isArray(value)) return value.map((one) => withoutIn(one, parts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, OPAQUE.has(key) ? one : withoutIn(one, parts)]),
  );
}
