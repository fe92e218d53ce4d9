import type { InboxAction, InboxState } from "./state/inbox-state.ts";
import type { Store } from "./store.ts";
import type { Api } from "./wire/api.ts";

/** What everything that talks to the server on the page's behalf is given. */
export interface InboxDeps {
  readonly store: Store<InboxState, InboxAction>;
  readonly api: Api;
}
