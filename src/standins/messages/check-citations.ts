import type Anthropic from "@anthropic-ai/sdk";
import { invalid } from "./api-error.ts";
import { innerBlocks } from "./block-text.ts";
import { type Block, blocksOf, type MessagesRequest } from "./request.ts";

/**
 * Checks who cites, and that citations are on for all search results or for none.
 * @throws {ApiError} 400.
 */
export function checkCitations(request: Pick<MessagesRequest, "messages" | "output_config">): void {
  request.messages.forEach((message, at) => {
    if (message.role === "assistant") return;
    blocksOf(message.content).forEach((block, index) => {
      if (textsIn(block).some((text) => (text.citations ?? []).length > 0)) {
        throw invalid(`messages.${at}.content.${index}: \`citations\` are not permitted in ${message.role} messages`);
      }
    });
  });

  const enabled = searchResults(request.messages).map((result) => result.citations?.enabled ?? false);
  if (enabled.includes(true) && enabled.includes(false)) {
    throw invalid("messages: citations must be enabled on all or none of the `search_result` blocks");
  }
  if (request.output_config?.format && (enabled.includes(true) || citesDocuments(request.messages))) {
    throw invalid("output_config.format: structured outputs are incompatible with citations");
  }
}

/** All search results of a request, in the order in which citations count them. */
export function searchResults(messages: readonly Anthropic.MessageParam[]): Anthropic.SearchResultBlockParam[] {
  return messages.flatMap((message) => blocksOf(message.content).flatMap(resultsIn));
}

function resultsIn(block: Block): Anthropic.SearchResultBlockParam[] {
  if (block.type === "search_result") return [block];
  return block.type === "tool_result" ? innerBlocks(block).flatMap(resultsIn) : [];
}

function textsIn(block: Block): readonly Anthropic.TextBlockParam[] {
  if (block.type === "text") return [block];
  if (block.type === "search_result") return block.content;
  return block.type === "tool_result" ? innerBlocks(block).flatMap(textsIn) : [];
}

function citesDocuments(messages: readonly Anthropic.MessageParam[]): boolean {
  return messages.some((message) =>
    blocksOf(message.content).some((block) => block.type === "document" && block.citations?.enabled === true),
  );
}
