import { type ChannelAdapter, type ChannelName, threadKey } from "./contract/index.ts";
import type { Database } from "./database/database.ts";
import type { DeskAudience } from "./realtime/desk-namespace.ts";
import type { TurnAudience } from "./turns/telling.ts";

type Channels = ReadonlyMap<ChannelName, ChannelAdapter>;

/** Whoever may watch an answer being written: the customer on his channel, and operators at the desk. */
export function createTurnAudience(channels: Channels, onlookers: DeskAudience): TurnAudience {
  return {
    delta(turn, delta) {
      channels.get(turn.channel)?.live?.delta(threadKey(turn.threadKey), delta);
      onlookers.delta(turn.conversationId, delta);
    },
    retract(turn) {
      channels.get(turn.channel)?.live?.retract(threadKey(turn.threadKey), turn.id);
      onlookers.retract(turn.conversationId, turn.id);
    },
    typing(turn, on) {
      channels.get(turn.channel)?.live?.typing(threadKey(turn.threadKey), "assistant", on);
      onlookers.typing(turn.conversationId, "assistant", on);
    },
  };
}

/** Only of the operator who has the conversation: that a colleague drafts something is nothing to the customer. */
export async function tellOfOperator(
  conversationId: string,
  operatorId: string,
  on: boolean,
  { database, channels }: { readonly database: Database; readonly channels: Channels },
): Promise<void> {
  const row = await database.outside.conversation.findUnique({
    where: { id: conversationId },
    select: { channel: true, threadKey: true, assigneeId: true },
  });
  if (row?.assigneeId === operatorId) channels.get(row.channel)?.live?.typing(threadKey(row.threadKey), "operator", on);
}
