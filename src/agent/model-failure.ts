import Anthropic from "@anthropic-ai/sdk";
import type { ModelFailure, ModelFailureKind } from "./after-model-failure.ts";

/** What an error of the SDK means. Keyed on status, type and code; on words only where the API gives nothing else. */
export function toModelFailure(error: unknown, now: Date): ModelFailure & { readonly code: string } {
  const kind = kindOf(error);
  const isAnswer = error instanceof Anthropic.APIError;
  return { kind, code: codeOf(error, kind), retryAfterMs: isAnswer ? retryAfterMs(error.headers, now) : null };
}

function kindOf(error: unknown): ModelFailureKind {
  if (error instanceof Anthropic.APIConnectionError) return "unreachable";
  // Neither connection nor answer: the stream ended early, or its JSON did.
  if (!(error instanceof Anthropic.APIError)) return "cut_off_stream";
  const { status, type, apiMessage } = error;
  const message = apiMessage ?? "";
  // An error event in the middle of a stream has no status.
  if (status === 529 || type === "overloaded_error") return "overloaded";
  if (status === 402 || isSpendLimit(error, message)) return "spend_limit";
  if (status === 429 || type === "rate_limit_error") return "rate_limited";
  if (status === 400 && message.startsWith("prompt is too long")) return "too_long";
  if (status === 400 && /thinking/.test(message) && /signature|cannot be modified/.test(message))
    return "thinking_refused";
  if (status === 401 || status === 403 || status === 404) return "no_access";
  if (status === undefined || status >= 500 || status === 408 || status === 409) return "server_error";
  return "refused_request";
}

function isSpendLimit({ status, errorCode }: InstanceType<typeof Anthropic.APIError>, message: string): boolean {
  if (status === 429) return (errorCode ?? "").endsWith("spend_limit_reached");
  return status === 400 && message.startsWith("You have reached your specified API usage limits");
}

function codeOf(error: unknown, kind: ModelFailureKind): string {
  if (!(error instanceof Anthropic.APIError)) return kind;
  return [kind, error.status, error.type].filter((part) => part !== undefined && part !== null).join(" ");
}

/** `retry-after-ms`, or `retry-after` as seconds or a date (RFC 9110, section 10.2.3), in ms. */
function retryAfterMs(headers: Headers | undefined, now: Date): number | null {
  const ms = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (Number.isFinite(ms)) return Math.max(ms, 0);
  const text = headers?.get("retry-after");
  if (!text) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(seconds * 1_000, 0);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(date - now.getTime(), 0);
}
