import { hash } from "node:crypto";
import type Anthropic from "@anthropic-ai/sdk";
import type { PromptPart } from "./prompt-parts.ts";
import type { MessagesRequest } from "./request.ts";

/** What is remembered of a prompt, as hashes, to say later what has changed. */
interface Fingerprint {
  readonly model: string;
  readonly mode: string;
  readonly tools: readonly string[];
  readonly system: readonly string[];
  readonly messages: readonly string[];
  readonly tokens: number;
}

/** The API keeps its records for a while; the newest this many are kept here. */
const MAX_RECORDS = 1_000;

/** Answers `diagnostics.previous_message_id`: what in the prompt has changed since that answer. */
export function createDiagnosis() {
  const records = new Map<string, Fingerprint>();
  return {
    /** Null when the request does not ask, and when nothing stood in the cache's way. */
    compare(request: MessagesRequest, parts: readonly PromptPart[]): Anthropic.Diagnostics | null {
      const id = request.diagnostics?.previous_message_id ?? null;
      if (id === null) return null;
      const before = records.get(id);
      if (before === undefined) return { cache_miss_reason: { type: "previous_message_not_found" } };
      const reason = difference(before, fingerprint(request, parts));
      return reason === null ? null : { cache_miss_reason: reason };
    },

    /** Of requests that ask, or that pass null to say that the next one will. */
    remember(messageId: string, request: MessagesRequest, parts: readonly PromptPart[]): void {
      if (!request.diagnostics) return;
      records.set(messageId, fingerprint(request, parts));
      const oldest = records.keys().next();
      if (records.size > MAX_RECORDS && oldest.done !== true) records.delete(oldest.value);
    },
    clear: () => records.clear(),
  };
}

export type Diagnosis = ReturnType<typeof createDiagnosis>;

function difference(before: Fingerprint, after: Fingerprint): Anthropic.CacheMissReason | null {
  const missed = { cache_missed_input_tokens: before.tokens };
  if (before.model !== after.model) return { type: "model_changed", ...missed };
  if (before.tools.join() !== after.tools.join()) return { type: "tools_changed", ...missed };
  if (before.system.join() !== after.system.join()) return { type: "system_changed", ...missed };
  const appended = before.messages.every((text, at) => text === after.messages[at]);
  if (!appended) return { type: "messages_changed", ...missed };
  return before.mode === after.mode ? null : { type: "unavailable" };
}

function fingerprint(request: MessagesRequest, parts: readonly PromptPart[]): Fingerprint {
  const texts = (section: PromptPart["section"]) =>
    parts.filter((part) => part.section === section).map((part) => hash("sha256", `${part.role}${part.text}`));
  return {
    model: `${request.model} ${request.speed ?? "standard"}`,
    mode: JSON.stringify([request.tool_choice ?? null, request.thinking ?? null, request.output_config ?? null]),
    tools: texts("tools"),
    system: texts("system"),
    messages: texts("messages"),
    tokens: parts.reduce((sum, part) => sum + part.tokens, 0),
  };
}
