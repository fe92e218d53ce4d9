import type { ShownMessage } from "../../../contract/index.ts";
import type { ContactView, ConversationView, EventView, TurnView } from "../../../conversation/view.ts";

/** What `GET /api/conversations/:id` answers. */
export interface WholeConversation {
  readonly conversation: ConversationView;
  readonly contact: ContactView;
  readonly messages: readonly ShownMessage[];
  readonly turns: readonly TurnView[];
  readonly events: readonly EventView[];
}

/** What `GET /api/conversations` answers. */
export interface ConversationPage {
  readonly items: readonly ConversationView[];
  readonly next: string | null;
}

export type ChannelName = ConversationView["channel"];
