import { mask } from "./mask.ts";

/** What the parts of one text are said to be in HTML; a tag may stand anywhere, also within a number. */
const TAG = /<[^<>]{0,2000}>/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|amp|lt|gt|quot|ndash|mdash|shy|zwnj|zwj));/gi;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  ndash: "-",
  mdash: "-",
  shy: "",
  zwnj: "",
  zwj: "",
};

/**
 * The HTML when nothing in it must be masked, else null: a number may be spread over its tags in too many ways to be taken out
 * of it safely, and the text says the same.
 */
export function htmlToKeep(html: string): string | null {
  const readings = [html, decoded(html.replaceAll(TAG, "")), decoded(html.replaceAll(TAG, " "))];
  return readings.every((text) => mask(text).found.length === 0) ? html : null;
}

function decoded(text: string): string {
  return text.replaceAll(ENTITY, (_all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? "";
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
  });
}
