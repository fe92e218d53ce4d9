import type { InboxDeps } from "./inbox-deps.ts";
import { COUNTED_STATES, type CountedState, countPages, MAX_COUNT } from "./state/counts-state.ts";
import type { ListFilter } from "./state/list-state.ts";
import type { ConversationPage } from "./state/shapes.ts";

export interface ListFollower {
  filter(change: Partial<ListFilter>): void;
  /** Asks for what is there now, list and counts. */
  refresh(): void;
  /** The next page, unless it is under way. */
  more(): void;
}

/** Keeps the list and the counts as the server has them. */
export function followList(deps: InboxDeps): ListFollower {
  let isAsking = false;
  async function more(): Promise<void> {
    const { question, next } = deps.store.get().list;
    if (isAsking || next === null) return;
    isAsking = true;
    await askForMore(deps, question).finally(() => {
      isAsking = false;
    });
  }
  async function first(): Promise<void> {
    await askForFirst(deps);
    if (deps.store.get().list.items.length === 0) await more();
  }
  const follower: ListFollower = {
    filter(change) {
      const { filter } = deps.store.get().list;
      deps.store.dispatch({ kind: "filtered", filter: { ...filter, ...change } });
      first().catch(ignored);
    },
    refresh() {
      first().catch(ignored);
      count(deps).catch(ignored);
    },
    more() {
      more().catch(ignored);
    },
  };
  return follower;
}

/** Refusals are in the state, and whatever fails is asked for again at the next occasion. */
const ignored = (): void => {};

async function askForFirst({ store, api }: InboxDeps): Promise<void> {
  const { me, list } = store.get();
  const { filter, question } = list;
  try {
    store.dispatch({ kind: "first_page", question, page: await api.list(filter, me, null) });
  } catch (error) {
    store.dispatch({ kind: "list_failed", question });
    throw error;
  }
}

/** A page may hold nothing for this view: then the one after it is asked for. */
async function askForMore({ store, api }: InboxDeps, question: number): Promise<void> {
  const before = store.get().list.items.length;
  for (;;) {
    const { me, list } = store.get();
    if (list.question !== question || list.next === null || list.items.length > before) return;
    const page = await api.list(list.filter, me, list.next);
    store.dispatch({ kind: "next_page", question, page });
  }
}

async function count({ store, api }: InboxDeps): Promise<void> {
  const pages = await Promise.all(COUNTED_STATES.map((state) => api.listState(state, MAX_COUNT + 1)));
  const byState = Object.fromEntries(COUNTED_STATES.map((state, i) => [state, pages[i]]));
  store.dispatch({ kind: "counted", counts: countPages(byState as Record<CountedState, ConversationPage>) });
}
