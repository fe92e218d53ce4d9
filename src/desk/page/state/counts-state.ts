import type { ConversationView } from "../../../conversation/view.ts";
import type { ConversationPage } from "./shapes.ts";
import { belongsTo, type ViewName } from "./views.ts";

/** The states whose conversations are counted; the others grow without end. */
export const COUNTED_STATES = ["queued", "operator", "assistant"] as const;
export type CountedState = (typeof COUNTED_STATES)[number];

/** More than this is "99+": nobody works by the difference. */
export const MAX_COUNT = 99;

type Place = Pick<ConversationView, "state" | "assignee">;

/** Where each counted conversation is, so that a change moves it from one number to another. */
export interface CountsState {
  readonly places: ReadonlyMap<string, Place>;
  /** Of which there are more than were asked for. */
  readonly overfull: ReadonlySet<CountedState>;
}

export const noCounts: CountsState = { places: new Map(), overfull: new Set() };

/** The first page of each counted state, as the server has it now. */
export function countPages(pages: Readonly<Record<CountedState, ConversationPage>>): CountsState {
  const all = COUNTED_STATES.flatMap((state) => pages[state].items);
  return {
    places: new Map(all.map(({ id, state, assignee }) => [id, { state, assignee }])),
    overfull: new Set(COUNTED_STATES.filter((state) => pages[state].next !== null)),
  };
}

export function countChanged(counts: CountsState, { id, state, assignee }: ConversationView): CountsState {
  const places = new Map(counts.places);
  if (state === "closed") places.delete(id);
  else places.set(id, { state, assignee });
  return { ...counts, places };
}

/** Null: this view is not counted. */
export function countOf(counts: CountsState, view: ViewName, me: string): string | null {
  const state = view === "mine" || view === "colleagues" ? "operator" : view;
  if (state === "closed" || state === "all") return null;
  const found = [...counts.places.values()].filter((place) => belongsTo(view, place, me)).length;
  // Of an overfull state not all are known: one's own may be few, and are then counted rightly or too low.
  const isMore = found > MAX_COUNT || (counts.overfull.has(state) && view !== "mine");
  return isMore ? `${MAX_COUNT}+` : String(found);
}
