import type Anthropic from "@anthropic-ai/sdk";
import type { Source } from "../conversation/model.ts";
import type { Passage } from "./tools/define-tool.ts";

/** What the model reads when a search found nothing: it must not fall back on what it remembers. */
export const NOTHING_FOUND =
  "The help centre has nothing on this. Say so honestly, do not answer from memory, and offer a human colleague.";

/** Passages as the API's search results, so that answers cite them. */
export function searchBlocks(
  passages: readonly Passage[],
): (Anthropic.SearchResultBlockParam | Anthropic.TextBlockParam)[] {
  if (passages.length === 0) return [{ type: "text", text: NOTHING_FOUND }];
  return passages.map(({ slug, title, heading, text, url }) => ({
    type: "search_result",
    source: url ?? slug,
    title,
    content: [{ type: "text", text: heading ? `${heading}\n${text}` : text }],
    citations: { enabled: true },
  }));
}

/** For people: what was found. */
export function searchSummary(passages: readonly Passage[]): string {
  if (passages.length === 0) return "Nothing found.";
  return passages.map(({ slug, heading }) => (heading ? `${slug} (${heading})` : slug)).join(", ");
}

type Blocks = readonly { readonly type: string }[] | string | undefined;

/** The passages among these blocks, and in the results of tools among them. */
export function searchResults(blocks: Blocks): Anthropic.SearchResultBlockParam[] {
  if (blocks === undefined || typeof blocks === "string") return [];
  return blocks.flatMap((block) => {
    if (block.type === "search_result") return [block as Anthropic.SearchResultBlockParam];
    return block.type === "tool_result" ? searchResults((block as Anthropic.ToolResultBlockParam).content) : [];
  });
}

/** The articles that an answer cites, each once, in the order of their first citation. */
export function citedSources(content: readonly Anthropic.ContentBlock[]): Source[] {
  const sources = new Map<string, Source>();
  for (const block of content) {
    if (block.type !== "text") continue;
    for (const citation of block.citations ?? []) {
      if (citation.type !== "search_result_location") continue;
      sources.set(citation.source, toSource(citation.title ?? citation.source, citation.source));
    }
  }
  return [...sources.values()];
}

/** `source`: as `searchBlocks` has it. */
export function toSource(title: string, source: string): Source {
  return { title, url: URL.canParse(source) ? source : null };
}
