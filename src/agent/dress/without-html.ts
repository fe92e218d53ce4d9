import type { Aside } from "./keep-aside.ts";

/** Tags that a model writes now and then. Anything else in angle brackets, such as `<your-domain>`, is what it is. */
const TAGS =
  /<\/?(?:a|abbr|b|blockquote|br|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)\b(?:\s[^<>]{0,500})?\/?>/gi;
const ENDS_A_LINE = /^<(?:br|hr|\/?(?:blockquote|div|dl|dt|h[1-6]|li|ol|p|pre|table|tr|ul))\b/i;

/** HTML as the Markdown that says the same, its entities as the characters they are. */
export function withoutHtml(text: string, aside: Aside): string {
  return text
    .replaceAll(
      /<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'\s<>]+)["']?[^<>]{0,500}>([^<]*)<\/a>/gi,
      (_, url: string, label: string) => `[${label}](${url})`,
    )
    .replaceAll(TAGS, (tag) => (ENDS_A_LINE.test(tag) ? "\n" : ""))
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => characterOf(whole, name, aside));
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "-",
  mdash: "-",
  hellip: "...",
  euro: "€",
};

/** What an entity stands for is a character, not markup. In an address it stays: there `&copy` is a parameter. */
function characterOf(whole: string, name: string, aside: Aside): string {
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : name.startsWith("#")
      ? Number.parseInt(name.slice(1), 10)
      : null;
  if (code === null) {
    const named = NAMED[name.toLowerCase()];
    return named === undefined ? whole : named === "<" || named === ">" ? aside.keep(named) : named;
  }
  // A digit that is written like that would be a figure nobody has looked at.
  const isShown =
    code >= 0x20 &&
    code <= 0x10ffff &&
    !(code >= 0xd800 && code <= 0xf8ff) &&
    !/\p{N}/u.test(String.fromCodePoint(code));
  return isShown ? aside.keep(String.fromCodePoint(code)) : whole;
}
