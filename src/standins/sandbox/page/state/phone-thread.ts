import type { SentItem } from "../wire/sandbox-api.ts";
import type { Text } from "./sandbox-state.ts";

/** One bubble on a phone. */
export interface Bubble {
  readonly id: string;
  readonly isReceived: boolean;
  readonly body: string;
  readonly at: string;
  readonly state: Text["state"];
}

/** What a phone shows, oldest first. */
export function phoneThread(number: string, texts: readonly Text[], outbox: readonly SentItem[]): Bubble[] {
  const written = texts.filter(({ from }) => from === number).map((text): Bubble => ({ ...text, isReceived: false }));
  const received = outbox
    .filter(({ channel, to }) => channel === "sms" && to === number)
    .map(({ text, at }, index): Bubble => ({ id: `in-${index}`, isReceived: true, body: text, at, state: "sent" }));
  return [...written, ...received].sort((a, b) => a.at.localeCompare(b.at));
}
