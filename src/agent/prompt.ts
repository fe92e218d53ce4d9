import { createHash } from "node:crypto";
import type Anthropic from "@anthropic-ai/sdk";
import type { Severity } from "../conversation/model.ts";
import type { Library } from "./library.ts";
import { type PromptParts, systemPrompt } from "./system-prompt.ts";
import { type AnyTool, toApiTool } from "./tools/define-tool.ts";

/** Model, system prompt and tools: what a segment is bound to. */
export interface Prompt {
  readonly model: string;
  readonly system: string;
  /** All articles for customers, when they stand in the prompt; null: they are searched. */
  readonly library: Library | null;
  readonly tools: readonly Anthropic.Tool[];
  /** Null where the model does not know the way of thinking we want: then its own default holds. */
  readonly thinking: Anthropic.ThinkingConfigParam | null;
  readonly effort: Effort | null;
  /** Of all that replayed thinking is bound to. */
  readonly fingerprint: string;
  /** How long what was said last stays in the cache; null: nothing of it is kept there. Thinking is not bound to it. */
  readonly tail: "5m" | "1h" | null;
  /** The same for hard matters; null: there is none, or this is it. */
  readonly forHard: Prompt | null;
}

type Effort = "low" | "medium";

/** What the model accepts, as `GET /v1/models/{id}` says. */
export interface ModelAbilities {
  readonly thinksBetweenTools: boolean;
  readonly takesEffort: boolean;
}

/** `library`: all articles, when they are to stand in the prompt. */
export function createPrompt(
  model: string,
  parts: PromptParts,
  tools: readonly AnyTool[],
  abilities: ModelAbilities,
  library: Library | null = null,
): Prompt {
  const names = new Set(tools.map(({ name }) => name));
  const common = {
    model,
    system: systemPrompt(parts, names, library !== null),
    library,
    tools: tools.map(toApiTool),
    thinking: abilities.thinksBetweenTools ? { type: "between_tools" as const } : null,
  };
  if (!abilities.takesEffort) return bound({ ...common, effort: null });
  return { ...bound({ ...common, effort: "low" }), forHard: bound({ ...common, effort: "medium" }) };
}

function bound(to: Omit<Prompt, "fingerprint" | "tail" | "forHard">): Prompt {
  const fingerprint = createHash("sha256").update(JSON.stringify(to)).digest("hex");
  return { ...to, fingerprint, tail: "5m", forHard: null };
}

/**
 * The prompt of a turn: the one that the open segment is bound to, for the effort may not change in its middle; for a new
 * segment by how severe the matter is known to be. `segment`: the fingerprint of the open one.
 */
export function choosePrompt(usual: Prompt, segment: string | null, severity: Severity | null): Prompt {
  const { forHard } = usual;
  if (forHard === null || segment === usual.fingerprint) return usual;
  if (segment === forHard.fingerprint) return forHard;
  return severity === "high" || severity === "critical" ? forHard : usual;
}

/** A whole request. Everything before the messages is the same for every conversation and cached for an hour. */
export function toRequest(
  prompt: Prompt,
  messages: Anthropic.MessageParam[],
  options: { readonly maxTokens: number; readonly mayUseTools: boolean; readonly userId: string },
): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model: prompt.model,
    max_tokens: options.maxTokens,
    ...(prompt.thinking && { thinking: prompt.thinking }),
    ...(prompt.effort && { output_config: { effort: prompt.effort } }),
    tools: [...prompt.tools],
    // Forcing a tool is not possible on every model; leaving them out would change the cached prefix.
    tool_choice: { type: options.mayUseTools ? "auto" : "none" },
    system: systemBlocks(prompt),
    ...(prompt.tail && { cache_control: cached(prompt.tail) }),
    metadata: { user_id: options.userId },
    messages,
  };
}

/** One breakpoint, behind the last of what all conversations have in common. */
export function systemBlocks({ system, library }: Pick<Prompt, "system" | "library">): Anthropic.TextBlockParam[] {
  const texts = library === null ? [system] : [system, library.text];
  return texts.map((text, index) => ({
    type: "text",
    text,
    ...(index === texts.length - 1 && { cache_control: cached("1h") }),
  }));
}

const cached = (ttl: "5m" | "1h"): Anthropic.CacheControlEphemeral =>
  ttl === "5m" ? { type: "ephemeral" } : { type: "ephemeral", ttl };
