import { countWords, cutWord } from "./count-words.ts";
import { type Block, closes } from "./markdown-blocks.ts";

/** What stands between sentences stays between them. Whether something follows is asked first: else blanks take long. */
const SENTENCE_ENDS = /(?=\S)(?:(?<=[.!?…]\s+)|(?<=[。！？]))/;

/**
 * The text of one block in pieces of at most `maxWords`. Each piece reads on its own: a table's head is repeated, code
 * stays fenced, lists break between items and paragraphs between sentences, for as long as those fit.
 */
export function splitBlock(block: Block, maxWords: number): readonly string[] {
  if (countWords(block.text) <= maxWords) return [block.text];
  switch (block.kind) {
    case "table":
      return splitTable(block.text, maxWords);
    case "code":
      return splitCode(block.text, maxWords);
    case "list":
      return pack(block.text.split(/\n(?=(?:[-*+]|\d+[.)])\s)/), "\n", maxWords);
    case "paragraph":
    case "heading":
      return splitSentences(block.text, maxWords);
  }
}

function splitTable(text: string, maxWords: number): readonly string[] {
  const [names = "", rule = "", ...rows] = text.split("\n");
  const head = `${names}\n${rule}`;
  const room = maxWords - countWords(head);
  // A head that leaves no room for rows is no help to the reader.
  if (room < maxWords / 4) return splitSentences(text, maxWords);
  return pack(rows, "\n", room).map((piece) => `${head}\n${piece}`);
}

function splitCode(text: string, maxWords: number): readonly string[] {
  const lines = text.split("\n");
  const opening = lines[0] ?? "```";
  const fence = /[`~]{3,}/.exec(opening)?.[0] ?? "```";
  const closed = lines.length > 1 && closes(lines.at(-1) ?? "", fence);
  const inside = closed ? lines.slice(1, -1) : lines.slice(1);
  const room = maxWords - countWords(opening) - 1;
  if (room < maxWords / 4) return splitSentences(text, maxWords);
  return pack(inside, "\n", room).map((piece) => `${opening}\n${piece}\n${fence}`);
}

function splitSentences(text: string, maxWords: number): readonly string[] {
  return pack(text.split(SENTENCE_ENDS), "", maxWords).map((piece) => piece.trim());
}

/** Joins neighbours for as long as they fit; a unit that is too long on its own is cut between words. */
function pack(units: readonly string[], separator: string, maxWords: number): readonly string[] {
  const pieces: string[] = [];
  let words = 0;
  for (const unit of units.flatMap((whole) => cutLong(whole, maxWords))) {
    const more = countWords(unit);
    const last = pieces.at(-1);
    if (last === undefined || words + more > maxWords) {
      pieces.push(unit);
      words = more;
    } else {
      pieces[pieces.length - 1] = last + separator + unit;
      words += more;
    }
  }
  return pieces;
}

function cutLong(unit: string, maxWords: number): readonly string[] {
  if (countWords(unit) <= maxWords) return [unit];
  const words = (unit.match(/\S+/g) ?? []).flatMap((word) => cutWord(word, maxWords));
  const pieces = pack(words, " ", maxWords);
  // Where it is joined with the next by nothing, its own blanks part the two.
  const blanks = unit.slice(unit.trimEnd().length);
  return pieces.map((piece, at) => (at === pieces.length - 1 ? piece + blanks : piece));
}
