import type { Aside } from "./keep-aside.ts";

/** Models put whole answers between fences of Markdown: those are no code. */
const FENCE = /^\s*(`{3,}|~{3,})(?!\s*(?:markdown|md)\s*$)[^`]*$/i;
/** A break within a paragraph, a character that is meant as it is written, code in a line. */
const LITERAL = /\\$|\\([\\`*_{}[\]()#+.!|<>&~-])|`{1,3}([^`]+)`{1,3}/g;

/** The text with its code, and all that is escaped, kept aside: in there nothing is markup. */
export function keepCode(text: string, aside: Aside): string {
  return withoutBlocks(text, aside)
    .map((line) => {
      const isRow = line.trimStart().startsWith("|");
      return line.replaceAll(LITERAL, (_, escaped?: string, code?: string) => {
        if (escaped !== undefined) return aside.keep(escaped);
        // In a table a bar is escaped in code, too.
        return kept((isRow ? code?.replaceAll("\\|", "|") : code)?.trim() ?? "", aside);
      });
    })
    .join("\n");
}

const kept = (code: string, aside: Aside): string => (code.trim() === "" ? "" : aside.keep(code));

/** A fence that nothing ends is a line like others, for then nobody knows what is code. */
function withoutBlocks(text: string, aside: Aside): string[] {
  const lines: string[] = [];
  let fence: { readonly mark: string; readonly at: number } | null = null;
  for (const line of text.split("\n")) {
    lines.push(line);
    const mark = FENCE.exec(line)?.[1];
    if (fence === null) {
      if (mark !== undefined) fence = { mark, at: lines.length - 1 };
    } else if (mark?.startsWith(fence.mark) && mark === line.trim()) {
      const [, ...block] = lines.splice(fence.at);
      lines.push(kept(block.slice(0, -1).join("\n"), aside));
      fence = null;
    }
  }
  return lines;
}
