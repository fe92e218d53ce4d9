import { join } from "node:path";
import type Anthropic from "@anthropic-ai/sdk";
import { searchBlocks } from "../../../src/agent/search-blocks.ts";
import type { ToolResult, Utterance } from "../../../src/agent/turn.ts";
import { openingInput, resultsInput, wordsAsked } from "../../../src/agent/wire.ts";
import { type Knowledge, openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import type { Reply } from "../../../src/standins/messages/reply.ts";
import { TOOLS } from "./demo-conversation.ts";

/** As many as `turn.passages` in `knowledge/policy.yaml`. */
const LOOKED_UP = 4;
const brain = createDemoBrain();

export interface Said {
  readonly text: string;
  readonly cites: boolean;
}

/** The help centre that the product comes with. */
export function openHelpCentre(): Promise<Knowledge> {
  return openKnowledge({
    dir: join(import.meta.dirname, "../../../knowledge"),
    log: { info: () => {}, warn: () => {} },
  });
}

/** A conversation as the sandbox has it: the agent's own search and wire format, and the demo brain for the model. */
const NOBODY = {
  name: null,
  identity: "claimed",
  language: null,
  category: null,
  severity: null,
  tickets: [],
} as const;
const voiceOf = (section: string) => ({ section, markup: "plain", maxLength: null, signature: null }) as const;

export function conversation(knowledge: Knowledge, voice: string): (texts: readonly string[]) => Said {
  return recorded(knowledge, voice).say;
}

/** The same, with what was sent to the model and what it answered. */
export function recorded(
  knowledge: Knowledge,
  voice: string,
): { readonly messages: readonly Anthropic.MessageParam[]; say(texts: readonly string[]): Said } {
  const search = (query: string) =>
    searchBlocks(knowledge.searchByWords(query, { audience: "public", limit: LOOKED_UP }));
  const messages: Anthropic.MessageParam[] = [];
  const earlier: Utterance[] = [];

  const say = (texts: readonly string[]): Said => {
    const at = new Date(0);
    const unanswered = texts.map((text): Utterance => ({ author: "customer", text, at }));
    const query = wordsAsked({ earlier, unanswered });
    const passages = knowledge.searchByWords(query, { audience: "public", limit: LOOKED_UP });
    messages.push({
      role: "user",
      content: openingInput(
        { voice: voiceOf(voice), customer: NOBODY, segment: messages, summary: null, earlier, unanswered },
        passages,
        at,
      ),
    });
    for (;;) {
      const reply = brain({
        model: "claude-sonnet-5-5",
        max_tokens: 4_096,
        system: "You are the support assistant of Acme (a workspace for teams).",
        tools: TOOLS,
        messages,
      });
      const content = toContent(reply, messages.length);
      messages.push({ role: "assistant", content });
      const uses = content.filter((block) => block.type === "tool_use");
      if (uses.length === 0) {
        const text = content.map((block) => (block.type === "text" ? block.text : "")).join("");
        earlier.push(...unanswered, { author: "assistant", text, at });
        return { text, cites: reply.blocks.some((block) => block.kind === "text" && block.citations.length > 0) };
      }
      const results = new Map(uses.map((use) => [use.id, resultOf(use, search)]));
      messages.push({
        role: "user",
        content: resultsInput(
          uses.map(({ id, name, input }) => ({ id, tool: name, input })),
          results,
          [],
        ),
      });
    }
  };
  return { messages, say };
}

type Content = (Anthropic.TextBlockParam | (Anthropic.ToolUseBlock & Anthropic.ToolUseBlockParam))[];

function toContent({ blocks }: Reply, turn: number): Content {
  return blocks.flatMap((block, at): Content => {
    if (block.kind === "text") return [{ type: "text", text: block.text }];
    if (block.kind !== "tool_use") return [];
    const { name, input } = block;
    return [{ type: "tool_use", id: `toolu_${turn}_${at}`, name, input, caller: { type: "direct" } }];
  });
}

function resultOf(
  { name, input }: Anthropic.ToolUseBlock,
  search: (query: string) => ToolResult["content"],
): ToolResult {
  const result = { summary: "", isError: false };
  if (name === "lookup_knowledge_base") return { ...result, content: search((input as { query: string }).query) };
  const isTicket = name === "create_support_ticket";
  return { ...result, content: isTicket ? "Ticket TKT-1001 is open." : "Escalated to a human (normal)." };
}
