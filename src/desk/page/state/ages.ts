import type { ConversationView } from "../../../conversation/view.ts";

/** Since when a conversation waits for a human: since its handoff, or else since the customer's last word. */
export function waitingSince({ handoff, lastMessageAt }: Pick<ConversationView, "handoff" | "lastMessageAt">): string {
  return handoff?.at ?? lastMessageAt;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, in the largest unit that says something: "now", "4 min", "3 h", "2 d". Clocks may differ a little. */
export function shortAge(at: string, nowMs: number): string {
  const ms = nowMs - Date.parse(at);
  if (ms < MINUTE_MS) return "now";
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** For a screen reader and a title. */
export function fullTime(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "full", timeStyle: "medium" });
}

export function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

export function dayWords(at: string): string {
  return new Date(at).toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}
