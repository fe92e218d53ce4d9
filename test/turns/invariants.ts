import { expect } from "vitest";
import type { Event, Message, Outbox, Turn } from "../../src/database/generated/client.ts";
import { modelCalls } from "../harness/model-requests.ts";
import type { Product } from "../harness/product.ts";
import type { Sample } from "./random-day.ts";

/** How late a second attempt may reach the provider after it was begun; the next one comes after more than a second. */
const UNDER_WAY_MS = 700;

/**
 * What must hold of every conversation when nothing waits any more, whatever has happened. `mayDie`: processes were
 * killed.
 */
export async function expectInvariants(
  product: Product,
  samples: readonly Sample[],
  { mayDie = false } = {},
): Promise<void> {
  const { outside } = product.database;
  const conversations = await outside.conversation.findMany({
    include: {
      messages: { orderBy: { seq: "asc" } },
      events: { orderBy: { seq: "asc" } },
      turns: { orderBy: { startedAt: "asc" } },
      outbox: true,
    },
  });
  for (const conversation of conversations) {
    const { id, seq, messages, events, turns, outbox } = conversation;
    const about = `conversation ${id}`;
    expect(
      [...messages, ...events].map((one) => one.seq).toSorted((a, b) => a - b),
      `${about}: seq`,
    ).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
    expect(outOfTurn(messages, events), `${about}: the assistant spoke while it was not its own`).toEqual([]);
    expect(overlapping(turns), `${about}: two turns at once`).toEqual([]);
    expect(attemptedTooLate(outbox, samples, product), `${about}: attempted after the epoch had risen`).toEqual([]);
    expect(
      turns.filter(({ runs }) => runs > 1 && !mayDie),
      `${about}: run again, though nobody died`,
    ).toEqual([]);
    expect(await withoutQuestion(product, id), `${about}: answered without being asked`).toEqual([]);
    if (conversation.owner === "assistant")
      expect(await unanswered(product, conversation), `${about}: nobody has answered`).toEqual([]);
  }
  // Each text that left is one row, and each row that was sent is one text.
  const rows = await outside.outbox.findMany({ where: { state: "sent" } });
  const left = product.twilio.sent.map(({ sid }) => sid).toSorted();
  expect(rows.map(({ providerId }) => String(providerId)).toSorted()).toEqual(left);
  // Nothing that was asked broke a rule of the API.
  expect(modelCalls(product.model).filter(({ status }) => status === 400)).toEqual([]);
}

/** Messages of the assistant at a place in the sequence where somebody else had the conversation. */
function outOfTurn(messages: readonly Message[], events: readonly Event[]): number[] {
  let owner = "assistant";
  const wrong: number[] = [];
  for (const one of [...messages, ...events].toSorted((a, b) => a.seq - b.seq)) {
    if ("kind" in one) owner = ownerAfter(one, owner);
    else if (one.author === "assistant" && owner !== "assistant") wrong.push(one.seq);
  }
  return wrong;
}

function ownerAfter({ kind, by }: Event, before: string): string {
  switch (kind) {
    case "claimed":
      return "operator";
    case "handed_off":
      return "queued";
    case "released":
      return "assistant";
    case "closed":
      return "closed";
    case "reopened":
      return by === null ? "assistant" : "operator";
    default:
      return before;
  }
}

function overlapping(turns: readonly Turn[]): string[] {
  return turns.flatMap((turn, index) => {
    const next = turns[index + 1];
    return next && (turn.endedAt === null || turn.endedAt > next.startedAt) ? [turn.id] : [];
  });
}

async function withoutQuestion({ database: { outside } }: Product, conversationId: string): Promise<string[]> {
  const openings = await outside.turnStep.findMany({ where: { index: 0, turn: { conversationId } } });
  return openings
    .filter(({ input }) => !JSON.stringify(input).includes("<customer_message>"))
    .map(({ turnId }) => turnId);
}

/** The assistant's rows that were taken for sending when the database had said already that their epoch was over. */
function attemptedTooLate(outbox: readonly Outbox[], samples: readonly Sample[], { twilio }: Product): string[] {
  return outbox.flatMap((row) => {
    if (row.author !== "assistant" || row.attemptedAt === null) return [];
    const over = samples
      .filter(({ conversationId, epoch }) => conversationId === row.conversationId && epoch > row.epoch)
      .reduce((first, { now }) => Math.min(first, now.getTime()), Number.POSITIVE_INFINITY);
    const sentAt = twilio.sent.find(({ sid }) => sid === row.providerId)?.at.getTime() ?? 0;
    const isLate = row.attemptedAt.getTime() > over || (row.attempts > 1 && sentAt > over + UNDER_WAY_MS);
    return isLate ? [row.id] : [];
  });
}

/** What a customer wrote in this engagement and neither the assistant nor a human has dealt with. */
async function unanswered({ database: { outside } }: Product, conversation: Whole): Promise<string[]> {
  const { id, engagement, customerSeq, answeredSeq, messages, turns, outbox } = conversation;
  if (answeredSeq < customerSeq) return [`everything after ${answeredSeq}`];
  const handoffs = await outside.handoff.findMany({ where: { conversationId: id, trigger: { not: "failure" } } });
  const steps = await outside.turnStep.findMany({ where: { turn: { conversationId: id } } });
  const unsaid = new Set(outbox.filter(({ state }) => state === "canceled").map(({ messageId }) => messageId));
  const said = messages.filter(({ author, id: messageId }) => author === "assistant" && !unsaid.has(messageId));

  const isDealtWith = ({ seq, text }: Message): boolean =>
    messages.some((message) => message.author === "operator" && !message.internal && message.seq > seq) ||
    turns.some(({ id: turnId, upToSeq }) => upToSeq >= seq && handoffs.some((handoff) => handoff.turnId === turnId)) ||
    // Every text is another one, so the model was asked this very question.
    steps.some(({ turnId, input }) => said.some((one) => one.turnId === turnId) && asks(input, text));
  return messages
    .filter((message) => message.wantsAnswer && message.engagement === engagement && !isDealtWith(message))
    .map(({ text }) => text);
}

const asks = (input: unknown, text: string): boolean =>
  JSON.stringify(input).includes(`>\\n${text}\\n</customer_message>`);

interface Whole {
  readonly id: string;
  readonly engagement: number;
  readonly customerSeq: number;
  readonly answeredSeq: number;
  readonly messages: readonly Message[];
  readonly turns: readonly Turn[];
  readonly outbox: readonly Outbox[];
}
