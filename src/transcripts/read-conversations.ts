import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";

const WITH = {
  contact: { include: { addresses: true } },
  handoffs: { orderBy: { at: "asc" } },
  tickets: { orderBy: { number: "asc" } },
} as const satisfies Prisma.ConversationInclude;

export type StoredConversation = Prisma.ConversationGetPayload<{ include: typeof WITH }> & {
  readonly messages: readonly StoredMessage[];
  readonly turns: readonly StoredTurn[];
  readonly calls: readonly StoredCalls[];
};

const MESSAGE = {
  conversationId: true,
  seq: true,
  engagement: true,
  author: true,
  internal: true,
  turnId: true,
  fromAddress: true,
  class: true,
  text: true,
  sources: true,
  at: true,
} as const satisfies Prisma.MessageSelect;
export type StoredMessage = Prisma.MessageGetPayload<{ select: typeof MESSAGE }>;

const WITH_CALLS = { toolCalls: { orderBy: { at: "asc" } } } as const satisfies Prisma.TurnInclude;
export type StoredTurn = Prisma.TurnGetPayload<{ include: typeof WITH_CALLS }>;

/** The ledger of one turn, or of what belongs to none. */
export interface StoredCalls {
  readonly conversationId: string;
  readonly turnId: string | null;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
}

/** How many conversations are in memory at once. */
const BATCH = 50;

/**
 * Conversations in which something was said since then, oldest first, a few at a time: by their ids, which never change,
 * so that none is missed or comes twice while customers go on writing.
 */
export async function* readConversations(since: Date, { outside }: Database): AsyncGenerator<StoredConversation> {
  let after: string | null = null;
  for (;;) {
    const rows: Prisma.ConversationGetPayload<{ include: typeof WITH }>[] = await outside.conversation.findMany({
      where: { lastMessageAt: { gte: since }, ...(after !== null && { id: { gt: after } }) },
      orderBy: { id: "asc" },
      take: BATCH,
      include: WITH,
    });
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield* await withContents(rows, outside);
  }
}

async function withContents(
  rows: readonly Prisma.ConversationGetPayload<{ include: typeof WITH }>[],
  client: Database["outside"],
): Promise<StoredConversation[]> {
  const where = { conversationId: { in: rows.map(({ id }) => id) } };
  const [messages, turns, sums] = await Promise.all([
    client.message.findMany({ where, orderBy: [{ conversationId: "asc" }, { seq: "asc" }], select: MESSAGE }),
    client.turn.findMany({
      where,
      orderBy: [{ conversationId: "asc" }, { startedAt: "asc" }],
      include: WITH_CALLS,
    }),
    client.modelCall.groupBy({
      by: ["conversationId", "turnId"],
      where,
      _count: true,
      _sum: {
        inputTokens: true,
        cacheReadTokens: true,
        cacheWriteTokens: true,
        outputTokens: true,
        costMicros: true,
      },
    }),
  ]);
  const calls = sums.map(({ conversationId, turnId, _count, _sum }): StoredCalls => {
    const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, costMicros } = _sum;
    const tokens = (inputTokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
    const spent = { inputTokens: tokens, outputTokens: outputTokens ?? 0, costMicros: costMicros ?? 0 };
    return { conversationId, turnId, calls: _count, ...spent };
  });
  const of = <T extends { readonly conversationId: string }>(all: readonly T[]) =>
    Map.groupBy(all, ({ conversationId }) => conversationId);
  const [messagesOf, turnsOf, callsOf] = [of(messages), of(turns), of(calls)];
  return rows.map((row) => ({
    ...row,
    messages: messagesOf.get(row.id) ?? [],
    turns: turnsOf.get(row.id) ?? [],
    calls: callsOf.get(row.id) ?? [],
  }));
}
