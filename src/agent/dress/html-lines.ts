/** The lines that HTML makes, whatever lines its source has. A row of a table is one, its cells with commas between them. */
export interface Lines {
  add(words: string): void;
  /** So that at least `count` lines have ended since there was a word. In a row it is a blank. */
  end(count: number): void;
  /** One line more than have ended. */
  break(): void;
  beginRow(): void;
  endRow(): void;
  nextCell(): void;
  text(): string;
}

interface Row {
  /** What stands before the next word. */
  gap: "" | " " | ", ";
  isBlank: boolean;
}

export function createLines(): Lines {
  let shown = "";
  let row: Row | null = null;
  /** How many lines have ended since there was a word, and whether a tag has ended the last of them. */
  let ended = { count: 0, byTag: false };
  return {
    add(source) {
      const words = ended.byTag ? withoutBreak(source) : source;
      if (words === "") return;
      if (row !== null) shown += addedToRow(words, row);
      else {
        const count = words.slice(words.trimEnd().length).split("\n").length - 1;
        ended = { count: words.trim() === "" ? ended.count + count : count, byTag: false };
        shown += words;
      }
    },
    end: endLines,
    break: () => endLines(ended.count + 1),
    beginRow() {
      row = { gap: "", isBlank: true };
    },
    endRow() {
      if (row?.isBlank === false) ended = { count: 0, byTag: false };
      row = null;
    },
    nextCell() {
      if (row?.isBlank === false) row.gap = ", ";
    },
    text: () => shown,
  };

  function endLines(count: number): void {
    if (row !== null) shown += addedToRow(" ", row);
    else {
      shown += "\n".repeat(Math.max(0, count - ended.count));
      ended = { count: Math.max(count, ended.count), byTag: true };
    }
  }
}

/** What follows a line that a tag has ended begins no other one. */
function withoutBreak(words: string): string {
  return words.trim() === "" ? "" : words.replace(/^[^\S\n]*\n/, "");
}

/** What the words add to the text of a row: its blanks wait until there is a word behind them. */
function addedToRow(words: string, row: Row): string {
  const inner = words.trim().replaceAll("\n", " ");
  const gap = row.gap === "" && /^\s/.test(words) ? " " : row.gap;
  if (inner === "") {
    row.gap = gap;
    return "";
  }
  const added = row.isBlank ? inner : `${gap}${inner}`;
  row.isBlank = false;
  row.gap = /\s$/.test(words) ? " " : "";
  return added;
}
