import type { ConversationView } from "../../../conversation/view.ts";
import type { ChannelName, ConversationPage } from "./shapes.ts";
import { belongsTo, type ViewName } from "./views.ts";

export interface ListFilter {
  readonly view: ViewName;
  readonly channel: ChannelName | null;
  /** As typed; empty means no search. */
  readonly q: string;
}

export interface ListState {
  readonly filter: ListFilter;
  /** In the order of the server. */
  readonly items: readonly ConversationView[];
  /** Where the next page begins; null: everything is here. */
  readonly next: string | null;
  readonly phase: "loading" | "ready" | "failed";
  /** Rises with every change of the filter: an answer to an earlier question is none. */
  readonly question: number;
}

export type ListAction =
  | { readonly kind: "filtered"; readonly filter: ListFilter }
  /** The first page, which may come again while later ones are shown. */
  | { readonly kind: "first_page"; readonly question: number; readonly page: ConversationPage }
  | { readonly kind: "next_page"; readonly question: number; readonly page: ConversationPage }
  | { readonly kind: "list_failed"; readonly question: number }
  | { readonly kind: "changed"; readonly conversation: ConversationView };

export const emptyList: ListState = {
  filter: { view: "queued", channel: null, q: "" },
  items: [],
  next: null,
  phase: "loading",
  question: 0,
};

export function reduceList(state: ListState, action: ListAction, me: string): ListState {
  switch (action.kind) {
    case "filtered":
      return { ...emptyList, filter: action.filter, question: state.question + 1 };
    case "first_page":
      return action.question === state.question ? withFirstPage(state, action.page, me) : state;
    case "next_page":
      return action.question === state.question ? withNextPage(state, action.page, me) : state;
    case "list_failed":
      return action.question === state.question ? { ...state, phase: "failed" } : state;
    case "changed":
      return { ...state, items: withChanged(state, action.conversation, me) };
  }
}

/** Later pages stay where they are, so that a refresh does not move what somebody is looking at. */
function withFirstPage(state: ListState, page: ConversationPage, me: string): ListState {
  const last = page.items.at(-1);
  const fresh = page.items.filter((one) => belongsTo(state.filter.view, one, me));
  const lastAt = state.items.findIndex(({ id }) => id === last?.id);
  const later = page.next === null || lastAt < 0 ? [] : state.items.slice(lastAt + 1);
  const ids = new Set(fresh.map(({ id }) => id));
  const kept = later.filter(({ id }) => !ids.has(id));
  const next = kept.length > 0 ? state.next : page.next;
  return { ...state, items: [...fresh, ...kept], next, phase: "ready" };
}

function withNextPage(state: ListState, page: ConversationPage, me: string): ListState {
  const ids = new Set(state.items.map(({ id }) => id));
  const more = page.items.filter((one) => !ids.has(one.id) && belongsTo(state.filter.view, one, me));
  return { ...state, items: [...state.items, ...more], next: page.next, phase: "ready" };
}

function withChanged(state: ListState, changed: ConversationView, me: string): readonly ConversationView[] {
  const { filter, items, next } = state;
  const isListed = items.some(({ id }) => id === changed.id);
  const isMeant = belongsTo(filter.view, changed, me) && (!filter.channel || filter.channel === changed.channel);
  if (!isMeant) return isListed ? items.filter(({ id }) => id !== changed.id) : items;
  // Only the server can tell whether a search finds it.
  if (filter.q.trim() !== "" && !isListed) return items;
  if (filter.view === "queued") {
    // Whoever waits keeps his place, and whoever comes is the last: on this page only when it is the last one.
    if (isListed) return items.map((one) => (one.id === changed.id ? changed : one));
    return next === null ? [...items, changed] : items;
  }
  const others = items.filter(({ id }) => id !== changed.id);
  const at = others.findIndex((one) => one.lastMessageAt <= changed.lastMessageAt);
  if (at >= 0) return others.toSpliced(at, 0, changed);
  return isListed || next === null ? [...others, changed] : others;
}
