import type Anthropic from "@anthropic-ai/sdk";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import { clientOf, standInFor } from "../messages/messages-case.ts";
import { found, type Title } from "./help-centre.ts";

const string = { type: "string" };
const closed = (properties: Record<string, unknown>) => ({
  type: "object" as const,
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const TOOLS: Anthropic.Tool[] = [
  { name: "lookup_knowledge_base", strict: true, input_schema: closed({ query: string }) },
  {
    name: "create_support_ticket",
    strict: true,
    input_schema: closed({
      category: { type: "string", enum: ["billing", "technical", "account", "general"] },
      severity: { type: "string", enum: ["low", "medium", "high", "critical"] },
      summary: string,
    }),
  },
  {
    name: "escalate_to_human",
    strict: true,
    input_schema: closed({ reason: string, priority: { type: "string", enum: ["normal", "urgent"] } }),
  },
];

interface Options {
  readonly channel?: "sms" | "email" | "widget";
  readonly tools?: Anthropic.Tool[];
  /** What the lookup tool finds. */
  readonly lookup?: Title[];
  /** Tools that fail. */
  readonly failing?: string[];
  readonly citations?: boolean;
}

export interface Turn {
  readonly text: string;
  readonly calls: readonly { readonly tool: string; readonly input: Record<string, unknown> }[];
  /** How many requests it took. */
  readonly steps: number;
  readonly message: Anthropic.Message;
}

/** A conversation with the demo brain through the stand-in and the real SDK, in a small tool loop like our agent's. */
export async function conversation(options: Options = {}) {
  const standIn = await standInFor({ brain: createDemoBrain() });
  const client = clientOf(standIn);
  const messages: Anthropic.MessageParam[] = [];

  /** One turn: what the search found, and what the customer wrote. */
  async function turn(titles: Title[], ...written: string[]): Promise<Turn> {
    const channel = messages.length === 0 ? `\nChannel: ${options.channel ?? "widget"}` : "";
    messages.push({
      role: "user",
      content: [
        { type: "text", text: `<context>\nDate: 2026-11-22 10:00 UTC${channel}\n</context>` },
        ...results(titles, options),
        ...written.map(
          (text): Anthropic.TextBlockParam => ({
            type: "text",
            text: `<customer_message>\n${text}\n</customer_message>`,
          }),
        ),
      ],
    });
    const calls: Turn["calls"][number][] = [];
    for (let steps = 1; ; steps += 1) {
      const message = await client.messages
        .stream({
          model: "claude-sonnet-5-5",
          max_tokens: 4_096,
          thinking: { type: "between_tools" },
          system: "You are the support assistant of Acme (a workspace for teams).",
          tools: options.tools ?? TOOLS,
          messages,
        })
        .finalMessage();
      messages.push({ role: "assistant", content: message.content });
      const uses = message.content.filter((block) => block.type === "tool_use");
      if (uses.length === 0) {
        const text = message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
        return { text, calls, steps, message };
      }
      calls.push(...uses.map((use) => ({ tool: use.name, input: use.input as Record<string, unknown> })));
      messages.push({ role: "user", content: uses.map((use) => resultOf(use, options)) });
    }
  }

  return { turn, standIn };
}

function results(titles: Title[], options: Options): Anthropic.ContentBlockParam[] {
  if (options.citations !== false) return found(...titles);
  return found(...titles).map((block) =>
    block.type === "search_result" ? { ...block, citations: { enabled: false } } : block,
  );
}

function resultOf(use: Anthropic.ToolUseBlock, options: Options): Anthropic.ToolResultBlockParam {
  const result = { type: "tool_result" as const, tool_use_id: use.id };
  if (options.failing?.includes(use.name)) return { ...result, content: "It did not work.", is_error: true };
  if (use.name === "lookup_knowledge_base") {
    return { ...result, content: results(options.lookup ?? [], options) as Anthropic.SearchResultBlockParam[] };
  }
  return {
    ...result,
    content: use.name === "create_support_ticket" ? "Ticket TKT-1001 is open." : "Escalated to a human (normal).",
  };
}

/** One turn of a fresh conversation. */
export async function ask(titles: Title[], written: string | string[], options: Options = {}): Promise<Turn> {
  const { turn } = await conversation(options);
  return turn(titles, ...[written].flat());
}

export const toolsOf = (turn: Turn) => turn.calls.map((call) => call.tool);
