import type Anthropic from "@anthropic-ai/sdk";
import { extendPrefix, type PromptPart, promptParts } from "./prompt-parts.ts";
import type { MessagesRequest } from "./request.ts";

/** The newest this many are remembered. */
const MAX_PAUSED = 1_000;

/** The conversations that ended with `pause_turn`: they alone may be sent again with an assistant message at the end. */
export function createPausedTurns() {
  const paused = new Set<string>();
  return {
    has: (request: MessagesRequest) => paused.size > 0 && paused.has(digest(promptParts(request))),
    add(request: MessagesRequest, message: Anthropic.Message): void {
      const messages = [...request.messages, { role: "assistant" as const, content: message.content }];
      paused.add(digest(promptParts({ ...request, messages: messages as MessagesRequest["messages"] })));
      const oldest = paused.values().next();
      if (paused.size > MAX_PAUSED && oldest.done !== true) paused.delete(oldest.value);
    },
    clear: () => paused.clear(),
  };
}

export type PausedTurns = ReturnType<typeof createPausedTurns>;

function digest(parts: readonly PromptPart[]): string {
  return parts.reduce((before, part) => extendPrefix(before, part.role ?? part.section, part.text), "");
}
