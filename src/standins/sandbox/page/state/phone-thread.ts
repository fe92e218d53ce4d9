import type { SentItem } from "../wire/sandbox-api.ts";
import type { Text } from "./sandbox-state.ts";

/** One bubble on a phone. */
export interface Bubble {
  readonly id: string;
  readonly isReceived: boolean;
  readonly body: string;
  /** The name of the file that went with it. */
  readonly file?: string;
  /** Where the files are that came with it. */
  readonly media: readonly string[];
  readonly at: string;
  readonly state: Text["state"];
}

/** What a phone shows, oldest first. */
export function phoneThread(number: string, texts: readonly Text[], outbox: readonly SentItem[]): Bubble[] {
  const written = texts
    .filter(({ from }) => from === number)
    .map((text): Bubble => ({ ...text, media: [], isReceived: false }));
  const received = outbox
    .filter(({ channel, to }) => channel === "sms" && to === number)
    .map(
      ({ text, raw, at }, index): Bubble => ({
        id: `in-${index}`,
        isReceived: true,
        body: text,
        media: mediaOf(raw),
        at,
        state: "sent",
      }),
    );
  return [...written, ...received].sort((a, b) => a.at.localeCompare(b.at));
}

/** Of one file Twilio is told one address, of several a list. Only what a page may show. */
function mediaOf(raw: unknown): string[] {
  if (typeof raw !== "object" || raw === null || !("MediaUrl" in raw)) return [];
  return [raw.MediaUrl].flat().flatMap((url) => (typeof url === "string" && /^https?:/.test(url) ? url : []));
}
