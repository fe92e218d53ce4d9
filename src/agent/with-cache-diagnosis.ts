import type { BareModel } from "./model.ts";

/** Conversations whose last answer is remembered; the oldest makes room. Forgotten ones are not asked about once. */
const MOST_REMEMBERED = 5_000;

/**
 * Asks the API, with every request that goes on where another ended, why it could not read the beginning from its cache,
 * and counts the reasons: the alarm for a prompt that has become other from one request to the next. Which answer was the
 * last this process alone remembers; one that begins a segment is compared with none.
 */
export function withCacheDiagnosis(
  model: BareModel,
  meter: { cacheMissed(model: string, reason: string): void },
): BareModel {
  const lastIds = new Map<string, string>();
  return {
    async ask(request, limits) {
      const key = `${request.model} ${request.metadata?.user_id ?? ""}`;
      const goesOn = request.messages.some(({ role }) => role === "assistant");
      const previous = goesOn ? lastIds.get(key) : undefined;
      const diagnostics = { previous_message_id: previous ?? null };
      const end = await model.ask({ ...request, diagnostics }, limits);
      if (end.kind !== "answered") return end;
      const reason = end.message.diagnostics?.cache_miss_reason;
      if (reason) meter.cacheMissed(request.model, reason.type);
      lastIds.delete(key);
      lastIds.set(key, end.message.id);
      const oldest = lastIds.keys().next();
      if (lastIds.size > MOST_REMEMBERED && oldest.done !== true) lastIds.delete(oldest.value);
      return end;
    },
  };
}
