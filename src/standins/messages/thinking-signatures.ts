import { createHmac, hash, randomBytes } from "node:crypto";
import { invalid } from "./api-error.ts";
import type { Effort } from "./models.ts";
import { extendPrefix, type PromptPart } from "./prompt-parts.ts";
import { type Block, blocksOf, type MessagesRequest } from "./request.ts";

/** What a signature vouches for. `previous` is the thinking block before it, as the model saw the conversation. */
interface Claims {
  readonly id: string;
  readonly previous: string | null;
  readonly prefix: string;
  readonly thinking: string;
  readonly effort: Effort | null;
}

type Thinking = Extract<Block, { type: "thinking" | "redacted_thinking" }>;
type Signed = Pick<MessagesRequest, "messages" | "thinking" | "output_config">;

/** Signs the thinking of one reply, block by block. Tell it the reply's other blocks too, in their order. */
export interface ThinkingSigner {
  /** The signature for a thinking block that stands here. */
  sign(thinking: string): string;
  /** A block of the reply that is no thinking, as `blockText` says. */
  pass(text: string): void;
}

/**
 * A thinking block is bound to the exact tools, system and messages before it, other thinking left out, so that all of
 * it, its beginning or its end may be dropped. `cache_control`, `effort`, `max_tokens`, `tool_choice` and `metadata` are
 * not bound. `secret` stands for the organisation: another one's blocks do not verify.
 */
export function createSignatures(secret: string) {
  const { seal, open } = createSeal(secret);

  return {
    /** For the reply to a request with these parts. */
    signer(parts: readonly PromptPart[], request: Signed): ThinkingSigner {
      let prefix = parts.reduce((before, part) => (part.thinking ? before : extend(before, part)), "");
      let previous = lastThinking(request.messages, open)?.id ?? null;
      return {
        sign(thinking) {
          const id = randomBytes(9).toString("base64url");
          const claims = { id, previous, prefix, thinking: digest(thinking), effort: effortOf(request) };
          previous = id;
          return seal(claims);
        },
        pass(text) {
          prefix = extendPrefix(prefix, "assistant", text);
        },
      };
    },

    /** @throws {ApiError} 400 for a thinking block that is not where and what it was. */
    verify(parts: readonly PromptPart[], request: Signed): void {
      const latest = request.messages.findLastIndex((message) => message.role === "assistant");
      let prefix = "";
      let last: Claims | null = null;
      for (const part of parts) {
        if (!part.thinking) {
          prefix = extend(prefix, part);
          continue;
        }
        const block = blocksOf(request.messages[part.message]?.content ?? [])[part.index] as Thinking;
        const claims = open(sealOf(block));
        const where = `messages.${part.message}.content.${part.index}`;
        const altered = claims !== null && claims.thinking !== digest(thinkingOf(block));
        if (altered && part.message === latest) throw modified(where);
        const skips = last !== null && claims?.previous !== last.id;
        if (claims === null || altered || claims.prefix !== prefix || skips) throw badSignature(where, block);
        checkEffort(claims, request);
        last = claims;
      }
    },
  };
}

export type Signatures = ReturnType<typeof createSignatures>;

/** SHA-256 in base64url. */
const MAC_LENGTH = 43;

type Open = (signature: string) => Claims | null;

/** Claims in, signature out, and back; null for a signature that is not ours. */
function createSeal(secret: string): { seal(claims: Claims): string; open: Open } {
  const mac = (payload: string) => createHmac("sha256", secret).update(payload).digest("base64url");
  return {
    seal(claims) {
      const payload = JSON.stringify(claims);
      return Buffer.from(`${mac(payload)}${payload}`).toString("base64");
    },
    open(signature) {
      const text = Buffer.from(signature, "base64").toString();
      const payload = text.slice(MAC_LENGTH);
      return mac(payload) === text.slice(0, MAC_LENGTH) ? (JSON.parse(payload) as Claims) : null;
    },
  };
}

function lastThinking(messages: Signed["messages"], open: Open): Claims | null {
  const blocks = messages.flatMap((message) => blocksOf(message.content));
  const thinking = blocks.findLast((block) => block.type === "thinking" || block.type === "redacted_thinking");
  return thinking === undefined ? null : open(sealOf(thinking as Thinking));
}

function extend(before: string, part: PromptPart): string {
  return extendPrefix(before, part.role ?? part.section, part.text);
}

function digest(thinking: string): string {
  return hash("sha256", thinking, "base64url");
}

function sealOf(block: Thinking): string {
  return block.type === "thinking" ? block.signature : block.data;
}

function thinkingOf(block: Thinking): string {
  return block.type === "thinking" ? block.thinking : "";
}

function effortOf(request: Signed): Effort | null {
  return request.thinking?.type === "between_tools" ? (request.output_config?.effort ?? null) : null;
}

function checkEffort(claims: Claims, request: Signed): void {
  if (request.thinking?.type !== "between_tools" || claims.effort === effortOf(request)) return;
  throw invalid(
    'output_config.effort: effort cannot change during a conversation with "thinking.type.between_tools". ' +
      `It was ${claims.effort ?? "not set"} before.`,
  );
}

function badSignature(where: string, block: Thinking): Error {
  return invalid(`${where}: Invalid \`signature\` in \`${block.type}\` block`);
}

function modified(where: string): Error {
  return invalid(
    `${where}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be modified. ` +
      "These blocks must remain as they were in the original response.",
  );
}
