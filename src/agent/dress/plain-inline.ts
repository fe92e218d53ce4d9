import type { Aside } from "./keep-aside.ts";
import { withoutScheme } from "./labelled.ts";
import { withoutEmphasis } from "./without-emphasis.ts";

/** An address as people write it. What ends a sentence, or opens markup, is not part of it. */
const URL = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"`|\\\uE000\uE001]+/gi;
const TRAILING = /[.…,;:!?*_~'")\]}]/;

/** The markup within a line, once its links are plain: addresses in angle brackets, emphasis. */
export function plainInline(line: string, aside: Aside): string {
  const bare = line
    .replaceAll(/<((?:https?:\/\/|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>/gi, (_, url: string) =>
      aside.keep(withoutScheme(url)),
    )
    .replaceAll(URL, (found) => {
      const url = trimmed(found);
      return aside.keep(withoutScheme(url)) + found.slice(url.length);
    });
  return withoutEmphasis(bare);
}

/** A closing bracket belongs to an address that opens one. */
function trimmed(found: string): string {
  let end = found.length;
  while (end > 0 && TRAILING.test(found.charAt(end - 1))) end -= 1;
  const bare = found.slice(0, end);
  const opens = bare.split("(").length - bare.split(")").length;
  return opens > 0 && found.charAt(end) === ")" ? `${bare})` : bare;
}
