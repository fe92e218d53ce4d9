import {
  type ContactView,
  type ConversationView,
  type EventView,
  MESSAGE_SHOWN_WITH,
  type MessageView,
  SHOWN_WITH,
  type TurnView,
  toContactView,
  toConversationView,
  toEventView,
  toMessageView,
  toTurnView,
} from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";

export interface WholeConversation {
  conversation: ConversationView;
  contact: ContactView;
  messages: MessageView[];
  turns: TurnView[];
  events: EventView[];
}

/**
 * A conversation with all that belongs to it, each list in its order, all as of one moment: whoever sees that it was
 * handed over sees what the customer was told of it. @throws {Problem} 404
 */
export async function readConversation(id: string, database: Database): Promise<WholeConversation> {
  // Each list is a query of its own.
  const row = await database.snapshot((tx) =>
    tx.conversation.findUnique({
      where: { id },
      include: {
        ...SHOWN_WITH,
        messages: { orderBy: { seq: "asc" }, include: MESSAGE_SHOWN_WITH },
        turns: { orderBy: { startedAt: "asc" }, include: { toolCalls: { orderBy: { at: "asc" } } } },
        events: { orderBy: { seq: "asc" } },
      },
    }),
  );
  if (!row) throw new Problem(404, "There is no conversation with this id.");
  return {
    conversation: toConversationView(row),
    contact: toContactView(row),
    messages: row.messages.map(toMessageView),
    turns: row.turns.map(toTurnView),
    events: row.events.map(toEventView),
  };
}

/** One conversation as the list shows it. @throws {Problem} 404 */
export async function showConversation(id: string, database: Database): Promise<ConversationView> {
  const row = await database.outside.conversation.findUnique({ where: { id }, include: SHOWN_WITH });
  if (!row) throw new Problem(404, "There is no conversation with this id.");
  return toConversationView(row);
}
