import type { Aside } from "./keep-aside.ts";

/** An address as people write it. What ends a sentence, or opens markup, is not part of it. */
const URL = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"`|\\\uE000\uE001]+/gi;
const TRAILING = /(?:[.…,;:!?*_~'")\]}]|&(?:gt|quot);)+$/;

/** The markup within a line: links, code, emphasis, escapes. */
export function plainInline(line: string, definitions: ReadonlyMap<string, string>, aside: Aside): string {
  const linked = line
    // What is escaped is meant as it is written.
    .replaceAll(/\\([\\`*_{}[\]()#+.!|>~-])/g, (_, character: string) => aside.keep(character))
    .replaceAll(/`{1,3}([^`\n]+)`{1,3}/g, (_, code: string) => aside.keep(code.trim()))
    .replaceAll(
      /!?\[([^\]\n]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+["'][^"'\n]*["'])?\s*\)/g,
      toLink,
    )
    .replaceAll(/!?\[([^\]\n]+)\]\[([^\]\n]*)\]/g, toDefined)
    .replaceAll(/<((?:https?:\/\/|mailto:)[^\s<>]+)>/gi, (_, url: string) => aside.keep(withoutScheme(url)))
    .replaceAll(URL, keepUrl);
  return withoutEmphasis(linked);

  function toLink(_: string, label: string, url: string): string {
    return labelled(label, url);
  }
  function toDefined(whole: string, label: string, name: string): string {
    const url = definitions.get((name || label).toLowerCase());
    return url === undefined ? whole : labelled(label, url);
  }
  function labelled(label: string, url: string): string {
    const target = withoutScheme(url);
    const words = withoutEmphasis(label.trim());
    if (target === "" || isSame(words, target)) return target === "" ? words : aside.keep(target);
    return words === "" ? aside.keep(target) : `${words}: ${aside.keep(target)}`;
  }
  function keepUrl(found: string): string {
    const url = trimmed(found);
    return aside.keep(withoutScheme(url)) + found.slice(url.length);
  }
}

/** A closing bracket belongs to an address that opens one. */
function trimmed(found: string): string {
  const bare = found.replace(TRAILING, "");
  const cut = found.slice(bare.length);
  const opens = bare.split("(").length - bare.split(")").length;
  return opens > 0 && cut.startsWith(")") ? `${bare})` : bare;
}

const withoutScheme = (url: string): string => url.replace(/^mailto:/i, "");

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

/** `snake_case`, `2 * 3 * 4` and a footnote's star are none. */
function withoutEmphasis(text: string): string {
  return text
    .replaceAll(/(\*{2,3}|_{2,3}|~~)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])/gu, "$1")
    .replaceAll(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])/gu, "$1");
}
