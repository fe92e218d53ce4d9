import type { Source } from "../conversation/model.ts";
import { SHOWN_WITH, toConversationView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import type { Observed, Said, Spending } from "./observed.ts";

/** Reads what has become of a conversation. */
export async function observe(conversationId: string, { outside }: Database): Promise<Observed> {
  const [row, turns, messages, ledger] = await Promise.all([
    outside.conversation.findUniqueOrThrow({ where: { id: conversationId }, include: SHOWN_WITH }),
    outside.turn.findMany({
      where: { conversationId },
      orderBy: { startedAt: "asc" },
      include: { toolCalls: { where: { isError: false }, orderBy: { at: "asc" }, select: { tool: true } } },
    }),
    outside.message.findMany({
      where: { conversationId, internal: false, author: { not: "customer" } },
      orderBy: { seq: "asc" },
    }),
    outside.modelCall.aggregate({
      where: { conversationId },
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
  const { state, handoff, tickets, category, severity, flags } = toConversationView(row);
  return {
    owner: state,
    handoff,
    tickets,
    category,
    severity,
    flags,
    tools: turns.flatMap(({ toolCalls }) => toolCalls.map(({ tool }) => tool)),
    said: messages.map(({ author, text, sources }) => ({
      author: author as Said["author"],
      text,
      // Written by us, as they are.
      sources: sources as unknown as readonly Source[],
    })),
    spent: toSpending(ledger),
  };
}

interface Ledger {
  readonly _count: number;
  readonly _sum: Readonly<
    Record<
      "inputTokens" | "cacheReadTokens" | "cacheWriteTokens" | "outputTokens" | "costMicros",
      number | bigint | null
    >
  >;
}

function toSpending({ _count, _sum }: Ledger): Spending {
  const of = (name: keyof Ledger["_sum"]): number => Number(_sum[name] ?? 0);
  return {
    calls: _count,
    inputTokens: of("inputTokens") + of("cacheReadTokens") + of("cacheWriteTokens"),
    cachedTokens: of("cacheReadTokens"),
    outputTokens: of("outputTokens"),
    costMicros: of("costMicros"),
  };
}
