import type { KnowledgeAction, KnowledgeState } from "../state/knowledge/knowledge-state.ts";
import type { Store } from "../store.ts";
import type { KnowledgeApi } from "../wire/knowledge-api.ts";

/** What everything that talks to the server about articles is given. */
export interface KnowledgeDeps {
  readonly store: Store<KnowledgeState, KnowledgeAction>;
  readonly api: KnowledgeApi;
}
