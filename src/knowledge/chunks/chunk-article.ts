import type { Article } from "../article.ts";
import { countWords } from "./count-words.ts";
import { type Block, toBlocks } from "./markdown-blocks.ts";
import { splitBlock } from "./split-block.ts";

/** The local embedding model cuts silently at 256 tokens, which is about this many words, title and heading included. */
export const MAX_CHUNK_WORDS = 180;

/** However long its headings are, a chunk has room for this many words of text. */
const MIN_TEXT_WORDS = 60;

/** The part of an article that is found and shown as one. */
export interface Chunk {
  readonly article: Article;
  /** The headings above the text, outermost first, such as "Set up > On a phone"; null before the first one. */
  readonly heading: string | null;
  /** Markdown. */
  readonly text: string;
  /** It opens its article: what the title asks, it is the first to answer. */
  readonly first: boolean;
}

/** The chunks of an article in reading order. A chunk never spans two headings. */
export function chunkArticle(article: Article): readonly Chunk[] {
  const chunks = sectionsOf(article).flatMap(({ path, blocks }) => {
    const heading = path.length === 0 ? null : path.join(" > ");
    const room = MAX_CHUNK_WORDS - countWords(article.title) - countWords(heading ?? "");
    const texts = packBlocks(blocks, Math.max(room, MIN_TEXT_WORDS));
    return texts.map((text) => ({ article, heading, text }));
  });
  return chunks.map((chunk, at) => ({ ...chunk, first: at === 0 }));
}

interface Section {
  readonly path: readonly string[];
  readonly blocks: readonly Block[];
}

function sectionsOf(article: Article): readonly Section[] {
  const sections: { path: readonly string[]; blocks: Block[] }[] = [{ path: [], blocks: [] }];
  let open: { level: number; text: string }[] = [];
  for (const block of toBlocks(article.body)) {
    if (block.kind !== "heading") {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    open = open.filter(({ level }) => level < block.level);
    // Some authors repeat the title as the first heading.
    if (block.text !== article.title) open.push({ level: block.level, text: block.text });
    sections.push({ path: open.map(({ text }) => text), blocks: [] });
  }
  return sections.map(withText);
}

/** Of a heading that nothing follows, the heading is what there is to say. */
function withText({ path, blocks }: Section, at: number, sections: readonly Section[]): Section {
  const next = sections[at + 1]?.path ?? [];
  const isFollowed = blocks.length > 0 || path.every((text, depth) => next[depth] === text);
  const text = path.at(-1);
  if (isFollowed || text === undefined) return { path, blocks };
  return { path: path.slice(0, -1), blocks: [{ kind: "paragraph", text }] };
}

function packBlocks(blocks: readonly Block[], maxWords: number): readonly string[] {
  const texts: string[] = [];
  let words = 0;
  for (const piece of blocks.flatMap((block) => splitBlock(block, maxWords))) {
    const more = countWords(piece);
    const last = texts.at(-1);
    if (last === undefined || words + more > maxWords) {
      texts.push(piece);
      words = more;
    } else {
      texts[texts.length - 1] = `${last}\n\n${piece}`;
      words += more;
    }
  }
  return texts;
}
