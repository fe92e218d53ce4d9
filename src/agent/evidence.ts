import type Anthropic from "@anthropic-ai/sdk";
import type { Evidence } from "./guard/guard.ts";
import { lookupCustomer } from "./tools/lookup-customer.ts";
import { findTool, TOOLS } from "./tools/registry.ts";
import type { OpenTurn, Step, ToolResult } from "./turn.ts";
import { CUSTOMER_NAME, SPEAKERS } from "./wire.ts";

/**
 * What an answer may rely on: all that was said to the model, and what its tools did. Nothing that it said itself.
 * `system`: the blocks of the system prompt; the first are the instructions, those behind it are material.
 */
export function evidenceOf(
  { segment }: Pick<OpenTurn, "segment">,
  steps: readonly Step[],
  results: ReadonlyMap<string, ToolResult>,
  system: readonly string[],
): Evidence {
  const [instructions = "", ...library] = system;
  const inputs = [
    ...segment.flatMap(({ role, content }) => (role === "user" && typeof content !== "string" ? [content] : [])),
    ...steps.map(({ input }) => input),
  ].flat();
  const quoting = quotingCalls(segment, steps);
  const isQuoting = (block: Anthropic.ContentBlockParam): boolean =>
    block.type === "tool_result" && quoting.has(block.tool_use_id);
  return {
    sources: [...library, ...inputs.filter((block) => !isQuoting(block)).flatMap(sourcesOf)],
    customer: inputs.flatMap((block) => (isQuoting(block) ? sourcesOf(block) : wordsOf(block))),
    succeeded: new Set([...succeededBefore(segment), ...succeededNow(steps, results)]),
    tools: TOOLS.map(({ name }) => name),
    instructions,
  };
}

/** Calls whose results tell what the customer once wrote: subjects, and summaries of it. Figures in them may be said, no more. */
function quotingCalls(segment: OpenTurn["segment"], steps: readonly Step[]): ReadonlySet<string> {
  const blocks = [...segment, ...steps.flatMap(({ output }) => output ?? [])].flatMap(({ content }) =>
    typeof content === "string" ? [] : content,
  );
  return new Set(
    blocks.flatMap((block) =>
      block.type === "tool_use" && nameOf(block.name) === lookupCustomer.name ? [block.id] : [],
    ),
  );
}

/** What customers wrote, or what may be their words: a name they gave, a transcript with theirs in it. */
function wordsOf(block: Anthropic.ContentBlockParam): string[] {
  const fence = block.type === "text" ? readFence(block.text) : null;
  switch (fence?.name) {
    case "customer_message":
    case "earlier_conversation":
      return [fence.inside];
    case "context":
      return fence.inside.split("\n").filter(isName);
    case undefined:
      return [];
  }
}

function sourcesOf(block: Anthropic.ContentBlockParam): string[] {
  switch (block.type) {
    case "text":
      return sourcesInside(block.text);
    case "search_result":
      return [block.title, block.source, ...block.content.map(({ text }) => text)];
    case "tool_result": {
      const { content } = block;
      if (content === undefined) return [];
      if (typeof content === "string") return [content];
      return content.flatMap((inner) =>
        inner.type === "text" || inner.type === "search_result" ? sourcesOf(inner) : [],
      );
    }
    default:
      return [];
  }
}
function sourcesInside(text: string): string[] {
  const fence = readFence(text);
  switch (fence?.name) {
    case "customer_message":
      return [];
    case "earlier_conversation":
      return spokenByColleagues(fence.inside);
    case "context":
      return fence.inside.split("\n").filter((line) => !isName(line));
    case undefined:
      return [text];
  }
}

const FENCE = /^<(context|earlier_conversation|customer_message)>\n([\s\S]*)\n<\/\1>$/;

type Fence = { readonly name: "context" | "earlier_conversation" | "customer_message"; readonly inside: string };

/** Nobody can write a fence of his own: `wire.ts` sees to it. */
function readFence(text: string): Fence | null {
  const [, name, inside] = FENCE.exec(text) ?? [];
  return name !== undefined && inside !== undefined ? { name: name as Fence["name"], inside } : null;
}

const isName = (line: string): boolean => line.startsWith(CUSTOMER_NAME);

/** Further lines of what somebody said are indented. */
function spokenByColleagues(transcript: string): string[] {
  return transcript
    .split(/\n(?! )/)
    .filter((said) => said.startsWith(`${SPEAKERS.operator}: `) || said.startsWith(`${SPEAKERS.system}: `))
    .filter((said) => !said.startsWith(`${SPEAKERS.system}: ${lookupCustomer.name}: `));
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
