import { costMicros } from "../../../src/agent/prices.ts";
import type { LoggedRequest } from "../../../src/standins/messages/request-log.ts";
import type { MessagesStandIn } from "../../../src/standins/messages/start-messages-stand-in.ts";
import { CHEAP_MODEL } from "../../harness/model-requests.ts";

/** What some requests cost at list prices, by what the stand-in's simulation of the cache says of them. */
export interface Spending {
  /** Of the model that answers. */
  readonly replyCalls: number;
  readonly replyMicros: number;
  readonly sideCalls: number;
  readonly sideMicros: number;
  /** What of it was written to the cache for an hour, for all conversations. */
  readonly prefixMicros: number;
  /** All that the last call for an answer was given, cached or not, tokens. */
  readonly promptTokens: number;
}

/** Runs something and returns what the requests that it made cost. */
export async function spendingOf(model: MessagesStandIn, run: () => Promise<unknown>): Promise<Spending> {
  const before = model.requests.length;
  await run();
  await model.idle();
  return sumOf(model.requests.slice(before));
}

function sumOf(requests: readonly LoggedRequest[]): Spending {
  const calls = requests.flatMap(({ message }) => (message ? [message] : []));
  const reply = calls.filter((message) => message.model !== CHEAP_MODEL);
  const side = calls.filter((message) => message.model === CHEAP_MODEL);
  const last = reply.at(-1)?.usage;
  return {
    replyCalls: reply.length,
    replyMicros: reply.reduce((sum, message) => sum + microsOf(message), 0),
    sideCalls: side.length,
    sideMicros: side.reduce((sum, message) => sum + microsOf(message), 0),
    prefixMicros: reply.reduce((sum, message) => sum + prefixMicrosOf(message), 0),
    promptTokens:
      (last?.input_tokens ?? 0) + (last?.cache_read_input_tokens ?? 0) + (last?.cache_creation_input_tokens ?? 0),
  };
}

type Message = NonNullable<LoggedRequest["message"]>;

function microsOf({ model, usage }: Message): number {
  return costMicros(model, {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: usage.cache_creation?.ephemeral_5m_input_tokens ?? 0,
    cacheWrite1hTokens: usage.cache_creation?.ephemeral_1h_input_tokens ?? 0,
  });
}

function prefixMicrosOf({ model, usage }: Message): number {
  const cacheWrite1hTokens = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return costMicros(model, {
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens,
  });
}

export function totalOf(parts: readonly Spending[]): Spending {
  const sum = (key: keyof Spending): number => parts.reduce((all, part) => all + part[key], 0);
  return {
    replyCalls: sum("replyCalls"),
    replyMicros: sum("replyMicros"),
    sideCalls: sum("sideCalls"),
    sideMicros: sum("sideMicros"),
    prefixMicros: sum("prefixMicros"),
    promptTokens: parts.at(-1)?.promptTokens ?? 0,
  };
}
