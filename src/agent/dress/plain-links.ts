import type { Aside } from "./keep-aside.ts";
import { isAddress, labelled } from "./labelled.ts";
import { mayJoinAddress } from "./seam.ts";

/** Words in brackets that are still open. */
interface Open {
  readonly mark: "" | "[" | "![";
  text: string;
  /** The same as the label of a link: of a picture there are only its words. */
  label: string;
}

/** A line with nothing in it; a bracket that opens; one that closes, with the address or the name behind it. */
const BRACKET =
  /\n[^\S\n]*(?=\n)|!?\[|\](?:\(\s{0,9}<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s{1,9}["'][^"'\n]*["'])?\s{0,9}\)|\[([^\]\n]*)\])?/g;
/** Nobody writes brackets in as many others. */
const MAX_DEPTH = 20;

/** The links of Markdown as `label: url`, pictures as their words and addresses. `definitions` are by lowercased names. */
export function plainLinks(text: string, definitions: ReadonlyMap<string, string>, aside: Aside): string {
  let open: Open[] = [{ mark: "", text: "", label: "" }];
  let from = 0;
  for (const match of text.matchAll(BRACKET)) {
    const [found, target, name] = match;
    add(text.slice(from, match.index));
    from = match.index + found.length;
    if (found.startsWith("]")) close(found, target, name);
    else if (found.startsWith("\n")) endParagraph(found);
    else if (open.length > MAX_DEPTH) add(found);
    else open.push({ mark: found === "[" ? "[" : "![", text: "", label: "" });
  }
  add(text.slice(from));
  return whole();

  function add(words: string, label = words): void {
    const last = open.at(-1);
    if (!last) return;
    last.text += words;
    last.label += label;
  }
  function close(found: string, target: string | undefined, name: string | undefined): void {
    const last = open.length > 1 ? open.pop() : undefined;
    const url = last && (target ?? defined(name, last.text));
    const gap = mayJoinAddress(text.slice(from, from + 2)) ? " " : "";
    if (!last) add(found);
    else if (url === undefined) add(`${last.mark}${last.text}${found}`, `${last.mark}${last.label}${found}`);
    else if (last.mark === "[") add(labelled(last.label, url, aside) + gap);
    else add(labelled(last.label, isAddress(url) ? url : "", aside) + gap, last.label);
  }
  /** `[1]` alone may be a figure in brackets, and what is defined a note: that is a link only when it is an address. */
  function defined(name: string | undefined, words: string): string | undefined {
    const url = definitions.get((name || words).toLowerCase());
    return name !== undefined || isAddress(url ?? "") ? url : undefined;
  }
  /** What is open at the end of a paragraph stays so. */
  function endParagraph(found: string): void {
    open = [{ mark: "", text: whole() + found, label: "" }];
  }
  function whole(): string {
    return open.map(({ mark, text: words }) => mark + words).join("");
  }
}
