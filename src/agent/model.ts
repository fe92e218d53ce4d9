import Anthropic from "@anthropic-ai/sdk";
import type { ModelFailure, ModelFailureKind } from "./after-model-failure.ts";
import { toModelFailure } from "./model-failure.ts";
import { costMicros, type TokenUse } from "./prices.ts";
import type { ModelCall } from "./turn.ts";

/** How a request ended. */
export type RequestEnd =
  | { readonly kind: "answered"; readonly message: Anthropic.Message; readonly call: ModelCall }
  | { readonly kind: "failed"; readonly failure: ModelFailure; readonly call: ModelCall }
  /** The caller's signal broke it off. */
  | { readonly kind: "aborted"; readonly call: ModelCall };

export type ModelAnswer =
  | RequestEnd
  /** No request was made: the API is known to fail, and this is how. */
  | { readonly kind: "not_asked"; readonly cause: ModelFailureKind };

export interface Model {
  /** One request, one answer, no retries. Never throws for what the API does; every answer has its line for the ledger. */
  ask(request: Anthropic.MessageCreateParamsNonStreaming, limits: AskLimits): Promise<ModelAnswer>;
}

/** One that makes a request each time it is asked. */
export interface BareModel extends Model {
  ask(request: Anthropic.MessageCreateParamsNonStreaming, limits: AskLimits): Promise<RequestEnd>;
}

export interface AskLimits {
  /** Broken off from outside: by a takeover, by a shutdown. */
  readonly signal: AbortSignal;
  /** The whole answer must be there by then, ms from now. */
  readonly totalMs: number;
  /** Gets the text of the answer while it comes. Nobody knows yet whether it will be one that can be used. */
  readonly onText: (piece: string) => void;
}

/** The SDK's own timeout ends at the response's headers: a stream that stalls would hang for ever. */
const IDLE_MS = 20_000;

/** `idleMs` is for tests, which cannot wait as long. */
export function createModel(client: Anthropic, { idleMs = IDLE_MS }: { readonly idleMs?: number } = {}): BareModel {
  return {
    async ask(request, limits) {
      const began = performance.now();
      const watch = watchdog(limits, idleMs);
      const stream = client.messages.stream(request, { signal: watch.signal, maxRetries: 0, timeout: idleMs });
      stream.on("streamEvent", watch.alive);
      stream.on("text", limits.onText);
      const line = (
        about: Pick<ModelCall, "outcome" | "error">,
        message: Anthropic.Message | undefined,
        requestId: string | null | undefined = stream.request_id,
      ): ModelCall =>
        toCall(request.model, message, { ...about, requestId: requestId ?? null, ms: performance.now() - began });
      try {
        const message = await stream.finalMessage();
        return { kind: "answered", message, call: line({ outcome: "ok", error: null }, message) };
      } catch (error) {
        const partial = stream.currentMessage;
        if (limits.signal.aborted)
          return { kind: "aborted", call: line({ outcome: "aborted", error: "aborted" }, partial) };
        const failure = watch.expired() ?? toModelFailure(error, new Date());
        // Of an answer that is an error from the start, only the error knows.
        const requestId = error instanceof Anthropic.APIError ? error.requestID : undefined;
        return { kind: "failed", failure, call: line({ outcome: "failed", error: failure.code }, partial, requestId) };
      } finally {
        watch.stop();
      }
    },
  };
}

/** Breaks off a request that is silent for too long, or takes too long altogether. */
function watchdog({ signal, totalMs }: Pick<AskLimits, "signal" | "totalMs">, idleMs: number) {
  const controller = new AbortController();
  let why: "stalled" | "out_of_time" | null = null;
  const expire = (reason: "stalled" | "out_of_time") => () => {
    why ??= reason;
    controller.abort();
  };
  const total = setTimeout(expire("out_of_time"), totalMs);
  let idle = setTimeout(expire("stalled"), idleMs);
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    alive(): void {
      clearTimeout(idle);
      idle = setTimeout(expire("stalled"), idleMs);
    },
    expired: () => why && { kind: why, code: why, retryAfterMs: null },
    stop(): void {
      clearTimeout(total);
      clearTimeout(idle);
    },
  };
}

function toCall(
  model: string,
  message: Anthropic.Message | undefined,
  about: Pick<ModelCall, "outcome" | "error" | "requestId" | "ms">,
): ModelCall {
  const use = tokenUse(message?.usage);
  return {
    model,
    ...about,
    ms: Math.round(about.ms),
    stopReason: message?.stop_reason ?? null,
    inputTokens: use.inputTokens,
    outputTokens: use.outputTokens,
    cacheReadTokens: use.cacheReadTokens,
    cacheWriteTokens: use.cacheWrite5mTokens + use.cacheWrite1hTokens,
    costMicros: costMicros(model, use),
  };
}

function tokenUse(usage: Anthropic.Usage | undefined): TokenUse {
  const written = usage?.cache_creation_input_tokens ?? 0;
  const written1h = usage?.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    inputTokens: usage?.input_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    cacheReadTokens: usage?.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: Math.max(written - written1h, 0),
    cacheWrite1hTokens: written1h,
  };
}
