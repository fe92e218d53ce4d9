import type { EventView } from "../../../conversation/view.ts";
import { member } from "./member.ts";

/** Since when the customer of a conversation lets nobody write to him, and how that is known; null: no event tells. */
export interface ShownOptOut {
  readonly since: string;
  /** The provider told us: we have not seen it said. */
  readonly byProvider: boolean;
}

/** What the newest opt-out in the timeline says. */
export function shownOptOut(events: readonly Pick<EventView, "kind" | "data" | "at">[]): ShownOptOut | null {
  const told = events.findLast(({ kind }) => kind === "opted_out");
  if (!told) return null;
  return { since: member(told.data, "since") ?? told.at, byProvider: member(told.data, "code") !== null };
}

/** Such as "on 12 March 2026 by text". */
export function optOutWords({ since, byProvider }: ShownOptOut): string {
  const day = dateWords(since);
  return byProvider ? `on ${day} at the latest, as the provider says` : `on ${day} by text`;
}

export function dateWords(at: string): string {
  return new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });
}
