import type { ApiErrorParts } from "./api-error.ts";
import { type Reply, reply, text, toolUse } from "./reply.ts";

/** How a request goes wrong instead of being answered. Those with a `reply` break somewhere in it. */
export type Fault =
  /** An error as the API writes it. */
  | { readonly kind: "error"; readonly error: ApiErrorParts }
  /** What a proxy in between says. */
  | { readonly kind: "page"; readonly status: number; readonly html: string }
  /** The connection breaks. */
  | { readonly kind: "reset"; readonly at: Place; readonly reply: Reply }
  /** Nothing comes any more; the connection stays open until the client gives up. */
  | { readonly kind: "stall"; readonly at: Place; readonly reply: Reply }
  /** The stream ends in good order, but before `message_stop`. */
  | { readonly kind: "cut_off"; readonly at: Place; readonly reply: Reply }
  /** An `error` event in the stream. */
  | { readonly kind: "error_event"; readonly at: Place; readonly error: ApiErrorParts; readonly reply: Reply }
  /** The reply is fine, but late. */
  | { readonly kind: "slow"; readonly firstByteMs: number; readonly reply: Reply };

/** Where in a reply: before the headers, after the headers, within a text or a tool's input, before `message_stop`. */
export type Place = "headers" | "body" | "text" | "tool_input" | "end";

type RetryAfter = number | { readonly ms: number } | { readonly at: Date } | null;

const hello = () => reply(text("Thank you for your patience, I am looking into this for you."));
const ticket = () =>
  reply(toolUse("create_support_ticket", { category: "billing", severity: "high", summary: "Charged twice." }));

const overload = { status: 529, kind: "overloaded_error", message: "Overloaded" } as const;

function error(status: number, kind: ApiErrorParts["kind"], message: string, more: Partial<ApiErrorParts> = {}): Fault {
  return { kind: "error", error: { status, kind, message, ...more } };
}

function retryHeader(after: RetryAfter): Record<string, string> {
  if (after === null) return {};
  if (typeof after === "number") return { "retry-after": String(after) };
  return "ms" in after ? { "retry-after-ms": String(after.ms) } : { "retry-after": after.at.toUTCString() };
}

/** Every way in which the API is known to fail, for scripts: `script([{ fault: faults.overloaded() }])`. */
export const faults = {
  /** 429; seconds, milliseconds, a date, or no `retry-after` at all. The SDK obeys it however long it is. */
  rateLimited: (after: RetryAfter = 1): Fault =>
    error(429, "rate_limit_error", "This request would exceed your organization's rate limit.", {
      headers: retryHeader(after),
    }),
  /** 429 without `retry-after`: the tier's monthly cap. Trying again does not help. */
  spendCap: (): Fault =>
    error(429, "rate_limit_error", "Your organization has reached the monthly usage limit of its tier.", {
      code: "enforced_spend_limit_reached",
    }),
  /** 400: the limit that the organization set for itself. */
  usageLimit: (): Fault =>
    error(
      400,
      "invalid_request_error",
      "You have reached your specified API usage limits. You will regain access soon.",
    ),
  overloaded: (): Fault => ({ kind: "error", error: { ...overload, headers: { "x-should-retry": "true" } } }),
  serverError: (): Fault => error(500, "api_error", "Internal server error"),
  unauthorized: (): Fault => error(401, "authentication_error", "invalid x-api-key"),
  billing: (): Fault => error(402, "billing_error", "Your credit balance is too low to access the Claude API."),
  promptTooLong: (): Fault =>
    error(400, "invalid_request_error", "prompt is too long: 1000123 tokens > 1000000 maximum"),
  badGateway: (): Fault => ({
    kind: "page",
    status: 502,
    html: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
  }),
  resetBeforeHeaders: (): Fault => ({ kind: "reset", at: "headers", reply: hello() }),
  resetMidText: (said = hello()): Fault => ({ kind: "reset", at: "text", reply: said }),
  resetMidToolInput: (said = ticket()): Fault => ({ kind: "reset", at: "tool_input", reply: said }),
  stallBeforeHeaders: (): Fault => ({ kind: "stall", at: "headers", reply: hello() }),
  stallMidText: (said = hello()): Fault => ({ kind: "stall", at: "text", reply: said }),
  noMessageStop: (said = hello()): Fault => ({ kind: "cut_off", at: "end", reply: said }),
  cutMidText: (said = hello()): Fault => ({ kind: "cut_off", at: "text", reply: said }),
  errorMidStream: (said = hello()): Fault => ({ kind: "error_event", at: "text", error: overload, reply: said }),
  slowFirstByte: (firstByteMs: number, said = hello()): Fault => ({ kind: "slow", firstByteMs, reply: said }),
};
