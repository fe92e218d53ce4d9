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

/** The articles that an answer cites, each once, in the order of their first citation. */
export function citedSources(content: readonly Anthropic.ContentBlock[]): Source[] {
  const sources = new Map<string, Source>();
  for (const block of content) {
    if (block.type !== "text") continue;
    for (const citation of block.citations ?? []) {
      if (citation.type !== "search_result_location") continue;
      const title = citation.title ?? citation.source;
      sources.set(citation.source, { title, url: URL.canParse(citation.source) ? citation.source : null });
    }
  }
  return [...sources.values()];
}
