import type Anthropic from "@anthropic-ai/sdk";
import type { AskLimits, BareModel, RequestEnd } from "./model.ts";

/** Conversations whose last answer is remembered; the oldest makes room. Forgotten ones are not asked about once. */
const MOST_REMEMBERED = 5_000;

/**
 * Asks the API, with every request that goes on where another ended, why it could not read the beginning from its cache,
 * and counts the reasons: the alarm for a prompt that has become other from one request to the next. Which answer was the
 * last this process alone remembers; one that begins a segment is compared with none. A server that does not know the
 * question is not asked it again.
 */
export function withCacheDiagnosis(
  model: BareModel,
  meter: { cacheMissed(model: string, reason: string): void },
): BareModel {
  const lastIds = new Map<string, string>();
  /** By model: whether its server takes the question. Absent: it has not said yet. */
  const takesIt = new Map<string, boolean>();

  async function ask(request: Anthropic.MessageCreateParamsNonStreaming, limits: AskLimits): Promise<RequestEnd> {
    if (takesIt.get(request.model) === false) return await model.ask(request, limits);
    const diagnostics = { previous_message_id: previousOf(request, lastIds) ?? null };
    const end = await model.ask({ ...request, diagnostics }, limits);
    if (end.kind === "answered") takesIt.set(request.model, true);
    if (takesIt.has(request.model) || end.kind !== "failed" || end.failure.kind !== "refused_request") return end;
    const without = await model.ask(request, limits);
    if (without.kind === "answered") takesIt.set(request.model, false);
    return without;
  }

  return {
    async ask(request, limits) {
      const end = await ask(request, limits);
      if (end.kind !== "answered") return end;
      const reason = end.message.diagnostics?.cache_miss_reason;
      if (reason) meter.cacheMissed(request.model, reason.type);
      const key = keyOf(request);
      lastIds.delete(key);
      lastIds.set(key, end.message.id);
      const oldest = lastIds.keys().next();
      if (lastIds.size > MOST_REMEMBERED && oldest.done !== true) lastIds.delete(oldest.value);
      return end;
    },
  };
}

type Asked = Pick<Anthropic.MessageCreateParamsNonStreaming, "model" | "messages" | "metadata">;

const keyOf = ({ model, metadata }: Asked): string => `${model} ${metadata?.user_id ?? ""}`;

function previousOf(request: Asked, lastIds: ReadonlyMap<string, string>): string | undefined {
  const goesOn = request.messages.some(({ role }) => role === "assistant");
  return goesOn ? lastIds.get(keyOf(request)) : undefined;
}
