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
 * A conversation with all that belongs to it, each list in its order and up to the same number: whoever has seen the last
 * one has seen all before it. @throws {Problem} 404
 */
export async function readConversation(id: string, { outside }: Database): Promise<WholeConversation> {
  const last = await outside.conversation.findUnique({ where: { id }, select: { seq: true } });
  // Each list is a query of its own, and sees what was committed since the one before.
  const numbered = { where: { seq: { lte: last?.seq ?? 0 } }, orderBy: { seq: "asc" } } as const;
  const row = await outside.conversation.findUnique({
    where: { id },
    include: {
      ...SHOWN_WITH,
      messages: { ...numbered, include: MESSAGE_SHOWN_WITH },
      turns: { orderBy: { startedAt: "asc" }, include: { toolCalls: { orderBy: { at: "asc" } } } },
      events: numbered,
    },
  });
  if (!row || !last) throw new Problem(404, "There is no conversation with this id.");
  return {
    conversation: { ...toConversationView(row), seq: last.seq },
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
