import { hash } from "node:crypto";
import type Anthropic from "@anthropic-ai/sdk";
import { blockText, innerBlocks, toolText } from "./block-text.ts";
import { blockTokens, toolTokens } from "./estimate-tokens.ts";
import { type Block, blocksOf, type MessagesRequest } from "./request.ts";

export type Ttl = "5m" | "1h";

/** One block of the prompt, in the order in which the model reads it: tools, system, messages. */
export interface PromptPart {
  readonly section: "tools" | "system" | "messages";
  /** The speaker, or null outside of the messages. */
  readonly role: Anthropic.MessageParam["role"] | null;
  /** Index into `messages`, -1 elsewhere. */
  readonly message: number;
  /** Index into the section, or into the content of the message. */
  readonly index: number;
  /** As `blockText` says. */
  readonly text: string;
  readonly tokens: number;
  readonly thinking: boolean;
  /** Whether the automatic breakpoint may stand here. */
  readonly cacheable: boolean;
  /** The breakpoint on this block, or on one inside of it. */
  readonly ttl: Ttl | null;
}

type Place = Pick<PromptPart, "section" | "role" | "message" | "index">;

/** The request as the list of its blocks. */
export function promptParts(request: Pick<MessagesRequest, "tools" | "system" | "messages">): PromptPart[] {
  const system = request.system === undefined ? [] : blocksOf(request.system);
  return [
    ...(request.tools ?? []).map(toolPart),
    ...system.map((block, index) => toPart(block, { section: "system", role: null, message: -1, index })),
    ...request.messages.flatMap((message, at) =>
      blocksOf(message.content).map((block, index) =>
        toPart(block, { section: "messages", role: message.role, message: at, index }),
      ),
    ),
  ];
}

/** The hash of a prefix with one more block at its end; the prefix of nothing is the empty string. */
export function extendPrefix(before: string, role: string, text: string): string {
  return hash("sha256", `${before}\n${role}\n${text}`, "base64");
}

/** The ttl of every breakpoint on a block and inside of it, in order. */
export function breakpointsOf(block: Block): Ttl[] {
  const inner = block.type === "tool_result" ? innerBlocks(block) : block.type === "search_result" ? block.content : [];
  const own = "cache_control" in block && block.cache_control ? [block.cache_control.ttl ?? "5m"] : [];
  return [...inner.flatMap(breakpointsOf), ...own];
}

function toPart(block: Block, place: Place): PromptPart {
  const thinking = block.type === "thinking" || block.type === "redacted_thinking";
  return {
    ...place,
    text: blockText(block),
    tokens: blockTokens(block),
    thinking,
    cacheable: !thinking && !(block.type === "text" && block.text === ""),
    ttl: breakpointsOf(block).at(-1) ?? null,
  };
}

function toolPart(tool: Anthropic.Tool, index: number): PromptPart {
  return {
    section: "tools",
    role: null,
    message: -1,
    index,
    text: toolText(tool),
    tokens: toolTokens(tool, index === 0),
    thinking: false,
    cacheable: true,
    ttl: tool.cache_control ? (tool.cache_control.ttl ?? "5m") : null,
  };
}
