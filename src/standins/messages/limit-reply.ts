import { tokensOf } from "./estimate-tokens.ts";
import { type Reply, type ReplyBlock, stopReason } from "./reply.ts";
import type { MessagesRequest } from "./request.ts";

/**
 * The reply as far as `stop_sequences` and `max_tokens` let it go. For the brain's replies only: a script says itself
 * where it stops.
 */
export function limitReply(reply: Reply, request: MessagesRequest): Reply {
  return limitTokens(limitSequences(reply, request.stop_sequences ?? []), request.max_tokens);
}

function limitSequences(reply: Reply, sequences: readonly string[]): Reply {
  for (const [at, block] of reply.blocks.entries()) {
    if (block.kind !== "text") continue;
    const [first] = sequences
      .map((sequence) => ({ sequence, cut: block.text.indexOf(sequence) }))
      .filter(({ cut }) => cut >= 0)
      .sort((a, b) => a.cut - b.cut);
    if (first === undefined) continue;
    const blocks = [...reply.blocks.slice(0, at), { ...block, text: block.text.slice(0, first.cut) }];
    return { ...reply, blocks, stop: stopReason("stop_sequence", { sequence: first.sequence }) };
  }
  return reply;
}

function limitTokens(reply: Reply, maxTokens: number): Reply {
  const blocks: ReplyBlock[] = [];
  let left = maxTokens;
  for (const block of reply.blocks) {
    const size = sizeOf(block);
    if (size > left) {
      const part = cutBlock(block, left / size);
      return { ...reply, blocks: part === null ? blocks : [...blocks, part], stop: stopReason("max_tokens") };
    }
    left -= size;
    blocks.push(block);
  }
  return reply;
}

function sizeOf(block: ReplyBlock): number {
  if (block.kind === "text" || block.kind === "thinking") return tokensOf(block.text);
  return block.kind === "tool_use" ? tokensOf(JSON.stringify(block.input)) : 0;
}

function cutBlock(block: ReplyBlock, share: number): ReplyBlock | null {
  if (block.kind === "tool_use") return { ...block, cutAt: Math.floor(JSON.stringify(block.input).length * share) };
  if (block.kind !== "text" && block.kind !== "thinking") return null;
  const text = block.text.slice(0, Math.floor(block.text.length * share)).trimEnd();
  return text === "" ? null : { ...block, text };
}
