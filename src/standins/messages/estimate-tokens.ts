import type Anthropic from "@anthropic-ai/sdk";
import { blockText, innerBlocks, toolText } from "./block-text.ts";
import type { Block } from "./request.ts";

/** Characters (UTF-16 units) per token, for English prose and JSON on the 5.x models. A guess: only the API can count. */
const CHARS_PER_TOKEN = 3.2;
/** What declaring tools adds to a prompt, as measured by others on Sonnet 5. */
const TOOLS_OVERHEAD = 354;
/** An image or a PDF counts about this much here, whatever its bytes. */
const MEDIA_TOKENS = 1_600;
/** The markup around a block. */
const BLOCK_OVERHEAD = 3;

export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}

/** `first` is the request's first tool, which carries the price of having any. */
export function toolTokens(tool: Anthropic.Tool, first: boolean): number {
  return tokensOf(toolText(tool)) + (first ? TOOLS_OVERHEAD : 0);
}

/** Citations in earlier answers are free, media have a flat price, the rest goes by length. */
export function blockTokens(block: Block): number {
  switch (block.type) {
    case "text":
      return tokensOf(block.text) + BLOCK_OVERHEAD;
    case "image":
      return MEDIA_TOKENS;
    case "document":
      return block.source.type === "text" ? tokensOf(block.source.data) : MEDIA_TOKENS;
    case "tool_result":
      return innerBlocks(block).reduce((sum, inner) => sum + blockTokens(inner), BLOCK_OVERHEAD);
    default:
      return tokensOf(blockText(block));
  }
}
