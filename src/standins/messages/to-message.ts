import { randomBytes } from "node:crypto";
import type Anthropic from "@anthropic-ai/sdk";
import { blockText } from "./block-text.ts";
import { searchResults } from "./check-citations.ts";
import { blockTokens, tokensOf } from "./estimate-tokens.ts";
import type { CacheUse } from "./prompt-cache.ts";
import type { Cited, Reply, ReplyBlock } from "./reply.ts";
import type { MessagesRequest } from "./request.ts";
import type { ThinkingSigner } from "./thinking-signatures.ts";
import type { ValidRequest } from "./validate-request.ts";

interface ToMessageDeps {
  readonly cache: CacheUse;
  readonly diagnostics: Anthropic.Diagnostics | null;
  /** Called at most once, when the reply thinks. */
  signer(): ThinkingSigner;
}

/** Every message begins with some tokens of markup, also an empty one. */
const MIN_OUTPUT_TOKENS = 1;

/**
 * The whole message that a reply becomes.
 * @throws {Error} when it cites what the request does not have.
 */
export function toMessage(reply: Reply, valid: ValidRequest, deps: ToMessageDeps): Anthropic.Message {
  const content = toContent(reply.blocks, valid, deps);
  return {
    id: newId("msg"),
    type: "message",
    role: "assistant",
    model: valid.model.info.id,
    content,
    stop_reason: reply.stop.reason,
    stop_sequence: reply.stop.sequence,
    stop_details: reply.stop.details,
    container: null,
    diagnostics: deps.diagnostics,
    usage: { ...toUsage(valid.request, reply, content, deps.cache), ...reply.usage },
  } satisfies Anthropic.Message;
}

/** A new id like the API's, e.g. `msg_01…`. */
export function newId(prefix: string): string {
  return `${prefix}_01${randomBytes(16).toString("hex").slice(0, 22)}`;
}

function toContent(
  blocks: readonly ReplyBlock[],
  { request, model }: ValidRequest,
  deps: ToMessageDeps,
): Anthropic.ContentBlock[] {
  const thinks = blocks.some((block) => block.kind === "thinking" || block.kind === "redacted_thinking");
  const signer = thinks ? deps.signer() : null;
  const shown = showsThinking(request, model.thinkingDisplay);
  const content: Anthropic.ContentBlock[] = [];
  for (const block of blocks) {
    const made = toBlock(block, request, shown, signer);
    if (made === null) continue;
    content.push(made);
    if (made.type === "text" || made.type === "tool_use") signer?.pass(blockText(made));
  }
  return content;
}

function toBlock(
  block: ReplyBlock,
  request: MessagesRequest,
  shown: boolean,
  signer: ThinkingSigner | null,
): Anthropic.ContentBlock | null {
  switch (block.kind) {
    case "text":
      return {
        type: "text",
        text: block.text,
        citations: block.citations.length === 0 ? null : block.citations.map((cited) => toCitation(cited, request)),
      };
    case "thinking": {
      const words = shown ? block.text : "";
      return { type: "thinking", thinking: words, signature: signer?.sign(words) ?? "" };
    }
    case "redacted_thinking":
      return { type: "redacted_thinking", data: signer?.sign("") ?? "" };
    case "tool_use": {
      const input = block.cutAt === undefined ? block.input : {};
      return { type: "tool_use", id: block.id ?? newId("toolu"), name: block.name, input, caller: { type: "direct" } };
    }
    case "unknown":
      // The point of this block is that no type describes it.
      return { type: block.type, note: "not known to any client" } as unknown as Anthropic.ContentBlock;
    case "unknown_event":
    case "ping":
      return null;
  }
}

/** `cited_text` is whole blocks joined, never a part of one, as the API documents. */
function toCitation(cited: Cited, request: MessagesRequest): Anthropic.CitationsSearchResultLocation {
  const result = searchResults(request.messages)[cited.result];
  const blocks = result?.content.slice(cited.from, cited.to) ?? [];
  if (result === undefined || blocks.length !== cited.to - cited.from || blocks.length === 0) {
    throw new Error(`The reply cites blocks ${cited.from} to ${cited.to} of search result ${cited.result}: not there.`);
  }
  return {
    type: "search_result_location",
    cited_text: blocks.map((block) => block.text).join(""),
    search_result_index: cited.result,
    source: result.source,
    title: result.title,
    start_block_index: cited.from,
    end_block_index: cited.to,
  };
}

/** With thinking that is not adaptive, what comes is a progress note and always shown. */
function showsThinking(request: MessagesRequest, byDefault: "summarized" | "omitted"): boolean {
  const asked = request.thinking;
  if (asked?.type === "between_tools") return true;
  const display = asked !== undefined && "display" in asked ? asked.display : null;
  return (display ?? byDefault) === "summarized";
}

function toUsage(
  request: MessagesRequest,
  reply: Reply,
  content: readonly Anthropic.ContentBlock[],
  cache: CacheUse,
): Anthropic.Usage {
  const thought = reply.blocks.reduce((sum, block) => sum + (block.kind === "thinking" ? tokensOf(block.text) : 0), 0);
  const said = content.filter((block) => block.type === "text" || block.type === "tool_use");
  const spoken = said.reduce((sum, block) => sum + blockTokens(block), 0);
  const output = request.max_tokens === 0 ? 0 : Math.max(MIN_OUTPUT_TOKENS, spoken + thought);
  return {
    input_tokens: cache.inputTokens,
    output_tokens: output,
    cache_creation_input_tokens: cache.written["5m"] + cache.written["1h"],
    cache_read_input_tokens: cache.readTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: cache.written["5m"],
      ephemeral_1h_input_tokens: cache.written["1h"],
    },
    output_tokens_details: { thinking_tokens: thought },
    inference_geo: request.inference_geo ?? null,
    server_tool_use: null,
    service_tier: "standard",
    speed: request.speed ?? "standard",
  } satisfies Anthropic.Usage;
}
