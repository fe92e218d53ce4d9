import { z } from "zod";
import { searchBlocks, searchSummary } from "../search-blocks.ts";
import { defineTool } from "./define-tool.ts";

export const lookupKnowledgeBase = defineTool({
  name: "lookup_knowledge_base",
  description:
    "Search the help centre. The customer's message has been searched for already and the results stand above it; use this for another question in the same message, or with better words when those results do not answer it. Check here even when you feel confident: policies, prices and limits change. Returns the best matching passages, or that nothing matches.",
  input: z.strictObject({
    query: z.string().trim().min(1).max(400).describe("What to look for, in the words a help article would use."),
  }),
  effect: "read",
  run({ query }, { searchKnowledge }) {
    const passages = searchKnowledge(query);
    return { content: searchBlocks(passages), summary: searchSummary(passages), isError: false };
  },
});
