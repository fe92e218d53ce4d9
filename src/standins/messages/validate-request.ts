import { invalid } from "./api-error.ts";
import { checkCacheControl } from "./check-cache-control.ts";
import { checkCitations } from "./check-citations.ts";
import { checkConversation, checkSystem } from "./check-conversation.ts";
import { availableModel, checkModelRules } from "./check-model-rules.ts";
import { checkShape } from "./check-shape.ts";
import { checkToolResults } from "./check-tool-results.ts";
import { checkTools } from "./check-tools.ts";
import type { ModelProfile } from "./models.ts";
import { type PromptPart, promptParts } from "./prompt-parts.ts";
import type { MessagesRequest } from "./request.ts";
import { countTokensSchema, messagesSchema } from "./request-schema.ts";

export interface ValidRequest {
  readonly request: MessagesRequest;
  readonly model: ModelProfile;
  readonly parts: readonly PromptPart[];
  readonly inputTokens: number;
}

interface ValidateDeps {
  /** Whether the conversation ends with an answer that was paused and so may be sent again as it is. */
  isPaused(request: MessagesRequest): boolean;
}

/**
 * Checks the body of `POST /v1/messages` against every rule the API is known to enforce, but for signatures.
 * @throws {ApiError} 400, or 404 for a model that is not there.
 */
export function validateRequest(body: unknown, deps: ValidateDeps): ValidRequest {
  checkShape(body, messagesSchema);
  const request = body as MessagesRequest;
  checkUserId(request.metadata?.user_id ?? null);
  return validatePrompt(request, deps);
}

/**
 * Checks the body of `POST /v1/messages/count_tokens` and counts.
 * @throws {ApiError} 400, or 404 for a model that is not there.
 */
export function validateCount(body: unknown, deps: ValidateDeps): number {
  checkShape(body, countTokensSchema);
  return validatePrompt({ ...(body as MessagesRequest) }, deps).inputTokens;
}

function validatePrompt(request: MessagesRequest, deps: ValidateDeps): ValidRequest {
  const model = availableModel(request.model);
  checkModelRules(request, model);
  checkTools(request);
  checkCacheControl(request);
  checkSystem(request.system ?? "");
  checkConversation(request.messages, () => model.prefill || deps.isPaused(request));
  checkToolResults(request.messages);
  checkCitations(request);

  const parts = promptParts(request);
  const inputTokens = parts.reduce((sum, part) => sum + part.tokens, 0);
  const most = model.info.max_input_tokens ?? Number.POSITIVE_INFINITY;
  if (inputTokens > most) throw invalid(`prompt is too long: ${inputTokens} tokens > ${most} maximum`);
  return { request, model, parts, inputTokens };
}

/** Stricter than the API, which only asks for it: an id that names a person is a mistake of ours. */
function checkUserId(userId: string | null): void {
  if (userId === null) return;
  const personal = /\S@\S/.test(userId) || /^\+?[\d ().-]{7,20}$/.test(userId);
  if (!personal) return;
  throw invalid("metadata.user_id: should be an opaque id, but looks like an e-mail address or a phone number");
}
