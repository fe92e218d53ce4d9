import type Anthropic from "@anthropic-ai/sdk";
import { type Block, blocksOf } from "./request.ts";

/**
 * What a block says, as one string: equal strings are equal to the cache and to signatures. Fields stand in a fixed
 * order, null means absent, `cache_control` is left out. The keys of tool inputs and schemas keep the order in which
 * they were sent, because the model reads them in that order.
 */
export function blockText(block: Block): string {
  return JSON.stringify(meaning(block));
}

export function toolText(tool: Anthropic.Tool): string {
  return JSON.stringify(["tool", tool.name, tool.description ?? null, tool.strict ?? false, tool.input_schema]);
}

function meaning(block: Block): readonly unknown[] {
  switch (block.type) {
    case "text":
      return ["text", block.text, ...(block.citations ?? []).map(byField)];
    case "thinking":
      return ["thinking", block.thinking, block.signature];
    case "redacted_thinking":
      return ["redacted_thinking", block.data];
    case "tool_use":
      return ["tool_use", block.id, block.name, block.input];
    case "tool_result":
      return ["tool_result", block.tool_use_id, block.is_error ?? false, innerBlocks(block).map(meaning)];
    case "search_result":
      return [block.type, block.source, block.title, block.citations?.enabled ?? false, block.content.map(meaning)];
    case "image":
      return ["image", byField(block.source)];
    case "document":
      return ["document", block.title ?? null, block.context ?? null, block.citations?.enabled ?? false, block.source];
    default:
      return [block.type, block];
  }
}

/** The blocks inside a tool's result. */
export function innerBlocks(block: Anthropic.ToolResultBlockParam): readonly Block[] {
  return blocksOf((block.content ?? []) as string | Block[]);
}

function byField(value: object): readonly unknown[] {
  return Object.entries(value)
    .filter(([, field]) => field !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
