import type { ChannelView } from "../../channel-routes.ts";
import type { Remark } from "../../remarks.ts";
import { shortAge } from "./ages.ts";
import { isWebAddress } from "./is-web-address.ts";
import { CHANNEL_WORDS } from "./message-words.ts";

/** One line for each channel that does not work now. */
export function troubleWords(channels: readonly ChannelView[]): string[] {
  return channels
    .filter(({ ok }) => !ok)
    .map(({ channel, why }) => `${CHANNEL_WORDS[channel]}: ${why ?? "does not work."}`);
}

const SAID = {
  sms: ["text", "texts"],
  email: ["email", "emails"],
  widget: ["message", "messages"],
} as const;

const counted = ({ channel }: ChannelView, count: number): string => `${count} ${SAID[channel][count === 1 ? 0 : 1]}`;

/** Of a channel with remarks, what they come to. */
export function remarkSummary(view: ChannelView): string {
  const count = (view.remarks ?? []).reduce((sum, remark) => sum + remark.count, 0);
  return `${CHANNEL_WORDS[view.channel]}: ${counted(view, count)} did not arrive. An administrator can help.`;
}

/** How often one of them happened, and how long ago last. */
export function remarkAge(view: ChannelView, { count, last }: Remark, nowMs: number): string {
  const age = shortAge(last, nowMs);
  return `${counted(view, count)}, ${count === 1 ? "" : "the last "}${age === "now" ? "just now" : `${age} ago`}`;
}

/** Words as they are shown, and the address behind those that lead somewhere: an address shows as the site it is on. */
export function linkedWords(words: string): { readonly text: string; readonly url: string | null }[] {
  return words
    .split(/(https?:\/\/[^\s()]+)/)
    .filter((text) => text !== "")
    .map((text) => ({ text: siteOf(text) ?? text, url: siteOf(text) === null ? null : text }));
}

function siteOf(text: string): string | null {
  return isWebAddress(text) ? (URL.parse(text)?.hostname.replace(/^www\./, "") ?? null) : null;
}
