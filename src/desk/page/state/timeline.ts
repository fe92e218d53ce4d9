import type { ShownMessage } from "../../../contract/index.ts";
import type { EventView } from "../../../conversation/view.ts";

export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  /** `isContinued`: the same author goes on within minutes, so that his name need not stand there again. */
  | { readonly kind: "message"; readonly key: string; readonly message: ShownMessage; readonly isContinued: boolean }
  | { readonly kind: "event"; readonly key: string; readonly event: EventView };

const CONTINUED_WITHIN_MS = 5 * 60_000;

/** Messages and events as one story, by seq, with a row wherever another day begins. `dayOf`: in the reader's zone. */
export function timelineOf(
  messages: readonly ShownMessage[],
  events: readonly EventView[],
  dayOf: (at: string) => string,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let day = "";
  let previous: ShownMessage | null = null;
  for (const item of bySeq(messages, events)) {
    const { at, id } = item.kind === "message" ? item.message : item.event;
    if (dayOf(at) !== day) {
      day = dayOf(at);
      rows.push({ kind: "day", key: `day-${id}`, at });
      previous = null;
    }
    if (item.kind === "event") {
      rows.push({ kind: "event", key: id, event: item.event });
      previous = null;
      continue;
    }
    rows.push({ kind: "message", key: id, message: item.message, isContinued: continues(previous, item.message) });
    previous = item.message;
  }
  return rows;
}

type Item =
  | { readonly kind: "message"; readonly seq: number; readonly message: ShownMessage }
  | { readonly kind: "event"; readonly seq: number; readonly event: EventView };

function bySeq(messages: readonly ShownMessage[], events: readonly EventView[]): Item[] {
  const items: Item[] = [
    ...messages.map((message) => ({ kind: "message", seq: message.seq, message }) as const),
    ...events.map((event) => ({ kind: "event", seq: event.seq, event }) as const),
  ];
  return items.toSorted((a, b) => a.seq - b.seq);
}

function continues(previous: ShownMessage | null, next: ShownMessage): boolean {
  if (!previous || previous.author !== next.author || previous.internal !== next.internal) return false;
  // Providers' clocks differ: a message may be older than the one before it.
  return Math.abs(Date.parse(next.at) - Date.parse(previous.at)) <= CONTINUED_WITHIN_MS;
}
