import { z } from "zod";
import { searchBlocks, searchSummary } from "../search-blocks.ts";
import { defineTool, told } from "./define-tool.ts";

const IN_PROMPT =
  "The whole help centre stands in <help_centre> in your instructions, and there is nothing more to search. If it is not there, say so honestly and offer a human colleague.";

export const lookupKnowledgeBase = defineTool({
  name: "lookup_knowledge_base",
  description:
    "Search the help centre. The customer's message has been searched for already and the results stand above it; use this for another question in the same message, or with better words when those results do not answer it. Check here even when you feel confident: policies, prices and limits change. Returns the best matching passages, or that nothing matches.",
  input: z.strictObject({
    query: z.string().trim().min(1).max(400).describe("What to look for, in the words a help article would use."),
  }),
  effect: "read",
  async run({ query }, { searchKnowledge, hasLibrary }) {
    if (hasLibrary) return told(IN_PROMPT);
    const passages = await searchKnowledge(query);
    return { content: searchBlocks(passages), summary: searchSummary(passages), isError: false };
  },
});
