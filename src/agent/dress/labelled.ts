import type { Aside } from "./keep-aside.ts";
import { withoutEmphasis } from "./without-emphasis.ts";

/** They are no addresses that anybody could open: `javascript:void(0)`, a picture in the text. */
const NO_ADDRESS = /^(?:javascript|vbscript|data|blob|cid|about):/i;

/** A link as `label: url`, its address kept aside; the address alone when the label says nothing else. */
export function labelled(label: string, url: string, aside: Aside): string {
  const target = NO_ADDRESS.test(url) ? "" : withoutScheme(url);
  const words = withoutEmphasis(onOneLine(label));
  if (target === "") return words;
  return words === "" || isSame(words, target) ? aside.keep(target) : `${words}: ${aside.keep(target)}`;
}

/** What a phone can open: what lies beside a page, and is named by its path, it cannot. */
export const isAddress = (url: string): boolean => /^https?:/i.test(url);

export const withoutScheme = (url: string): string => url.replace(/^mailto:/i, "");

function onOneLine(label: string): string {
  if (!label.includes("\n")) return label.trim();
  return label
    .split("\n")
    .map((line) => line.replace(/^\s*(?:>\s?)*/, "").trim())
    .filter((line) => line !== "")
    .join(" ");
}

/** A label that is the address already, with or without what nobody types. */
function isSame(label: string, url: string): boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/^www\./, "")
      .replace(/\/$/, "");
  return bare(label) === bare(url);
}
