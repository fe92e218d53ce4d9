/** A piece of Markdown that means something on its own. `text` is the source, without blank lines around it. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph" | "list" | "table" | "code"; readonly text: string };

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
/** Below a line it makes a heading of it (CommonMark 0.31, section 4.3). */
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+\S/;
const TABLE_RULE = /^\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?$/;

/** The blocks of a Markdown text in order. Understands what help articles use; anything else is a paragraph. */
export function toBlocks(markdown: string): readonly Block[] {
  const lines = markdown.split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (line.trim() === "") {
      at += 1;
    } else if (heading !== null) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: withoutClosing(heading[2] ?? "") });
      at += 1;
    } else if (isUnderlined(lines, at)) {
      blocks.push({ kind: "heading", level: lines[at + 1]?.includes("=") ? 1 : 2, text: line.trim() });
      at += 2;
    } else {
      const kind = kindAt(lines, at);
      const end = endOf(kind, lines, at);
      blocks.push({ kind, text: lines.slice(at, end).join("\n").trimEnd() });
      at = end;
    }
  }
  return blocks;
}

/**
 * Hashes after a blank may close a heading (CommonMark 0.31, section 4.2); those of "C#" do not. By hand: a pattern takes
 * time that grows with the square of the length.
 */
function withoutClosing(text: string): string {
  const all = text.trimEnd();
  let end = all.length;
  while (all[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(all[end - 1] ?? "") ? all.slice(0, end).trimEnd() : all;
}

type Body = Exclude<Block["kind"], "heading">;

function kindAt(lines: readonly string[], at: number): Body {
  const line = lines[at] ?? "";
  if (FENCE.test(line)) return "code";
  if (line.includes("|") && TABLE_RULE.test((lines[at + 1] ?? "").trim())) return "table";
  return LIST_ITEM.test(line) ? "list" : "paragraph";
}

/** A heading of one line; under several, a line is more often meant as one that parts what follows. */
function isUnderlined(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return (
    UNDERLINE.test(lines[at + 1] ?? "") &&
    kindAt(lines, at) === "paragraph" &&
    !/^\s*>|^ {4}/.test(line) &&
    !UNDERLINE.test(line)
  );
}

/** The index of the first line after the block that begins at `at`. */
function endOf(kind: Body, lines: readonly string[], at: number): number {
  switch (kind) {
    case "code":
      return endOfCode(lines, at);
    case "list":
      return endOfList(lines, at);
    case "table":
      return firstAfter(lines, at, (line) => line.trim() === "" || HEADING.test(line));
    case "paragraph":
      return firstAfter(
        lines,
        at,
        (line, index) => line.trim() === "" || HEADING.test(line) || kindAt(lines, index) !== "paragraph",
      );
  }
}

/** A fence that nobody closes runs to the end (CommonMark 0.31, section 4.5). */
function endOfCode(lines: readonly string[], at: number): number {
  const fence = FENCE.exec(lines[at] ?? "")?.[1] ?? "```";
  const end = firstAfter(lines, at, (line) => closes(line, fence));
  return Math.min(end + 1, lines.length);
}

/** Whether a line ends the code that `fence` began: as many of its characters or more, and nothing else. */
export function closes(line: string, fence: string): boolean {
  const closing = line.trim();
  return closing.length >= fence.length && closing === fence[0]?.repeat(closing.length);
}

/** Items, what is indented below them, and the blank lines between. */
function endOfList(lines: readonly string[], at: number): number {
  return firstAfter(lines, at, (line, index) => {
    if (/^(?:#{1,6}\s|`{3}|~{3})/.test(line)) return true; // Indented, they belong to the item.
    if (line.trim() !== "") return (lines[index - 1] ?? "").trim() === "" && !belongsToList(line);
    return !belongsToList(lines[index + 1] ?? "");
  });
}

const belongsToList = (line: string): boolean => LIST_ITEM.test(line) || /^\s+\S/.test(line);

function firstAfter(lines: readonly string[], at: number, ends: (line: string, index: number) => boolean): number {
  let index = at + 1;
  while (index < lines.length && !ends(lines[index] ?? "", index)) index += 1;
  return index;
}
