import type Anthropic from "@anthropic-ai/sdk";
import type { Evidence } from "./guard/guard.ts";
import { findTool, TOOLS } from "./tools/registry.ts";
import type { OpenTurn, Step, ToolResult } from "./turn.ts";

/** What an answer may rely on: all that was said to the model, and what its tools did. Nothing that it said itself. */
export function evidenceOf(
  { segment }: Pick<OpenTurn, "segment">,
  steps: readonly Step[],
  results: ReadonlyMap<string, ToolResult>,
): Evidence {
  const inputs = [
    ...segment.flatMap(({ role, content }) => (role === "user" && typeof content !== "string" ? [content] : [])),
    ...steps.map(({ input }) => input),
  ];
  return {
    texts: inputs.flat().flatMap(textsOf),
    succeeded: new Set([...succeededBefore(segment), ...succeededNow(steps, results)]),
  };
}

function textsOf(block: Anthropic.ContentBlockParam): string[] {
  switch (block.type) {
    case "text":
      return [block.text];
    case "search_result":
      return [block.title, block.source, ...block.content.map(({ text }) => text)];
    case "tool_result": {
      const { content } = block;
      if (content === undefined) return [];
      if (typeof content === "string") return [content];
      return content.flatMap((inner) =>
        inner.type === "text" || inner.type === "search_result" ? textsOf(inner) : [],
      );
    }
    default:
      return [];
  }
}

function succeededBefore(segment: readonly Anthropic.MessageParam[]): string[] {
  const blocks = segment.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  const failed = new Set(
    blocks.flatMap((block) => (block.type === "tool_result" && block.is_error ? [block.tool_use_id] : [])),
  );
  const answered = new Set(blocks.flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : [])));
  return blocks.flatMap((block) =>
    block.type === "tool_use" && answered.has(block.id) && !failed.has(block.id) ? [nameOf(block.name)] : [],
  );
}

/** Tools of this turn that did what they were called for. */
export function succeededNow(steps: readonly Step[], results: ReadonlyMap<string, ToolResult>): string[] {
  return steps
    .flatMap(({ output }) => output?.content ?? [])
    .flatMap((block) =>
      block.type === "tool_use" && results.get(block.id)?.isError === false ? [nameOf(block.name)] : [],
    );
}

const nameOf = (name: string): string => findTool(name, TOOLS)?.name ?? name;
