import { ApiError, invalid } from "./api-error.ts";
import { EFFORTS, type ModelProfile, modelOf } from "./models.ts";
import { forcesTool, type MessagesRequest } from "./request.ts";

type Asked = Omit<MessagesRequest, "max_tokens"> & { max_tokens?: number };

/** What the API takes for the effort when a request does not say. */
const DEFAULT_EFFORT = "high";

/**
 * The model that a request names.
 * @throws {ApiError} 404 when there is none of that name, or no longer.
 */
export function availableModel(id: string): ModelProfile {
  const model = modelOf(id);
  if (model === undefined || model.info.lifecycle === "retired") {
    throw new ApiError({ status: 404, kind: "not_found_error", message: `model: ${id}` });
  }
  return model;
}

/**
 * Checks what this model allows and others may not.
 * @throws {ApiError} 400.
 */
export function checkModelRules(request: Asked, model: ModelProfile): void {
  checkMaxTokens(request, model);
  checkThinking(request, model);
  checkEffort(request, model);
  if (!forcesTool(request)) return;

  if (!model.forcedToolChoice) {
    throw invalid('tool_choice: type "tool" and "any" are not supported for this model.');
  }
  if (request.thinking?.type === "enabled" || request.thinking?.type === "adaptive") {
    throw invalid("Thinking may not be enabled when tool_choice forces tool use.");
  }
}

function checkMaxTokens(request: Asked, model: ModelProfile): void {
  const asked = request.max_tokens;
  const most = model.info.max_tokens ?? Number.POSITIVE_INFINITY;
  if (asked !== undefined && asked > most) {
    throw invalid(
      `max_tokens: ${asked} > ${most}, which is the maximum allowed number of output tokens for ${request.model}`,
    );
  }
  if (asked !== 0) return;
  const barred =
    request.stream === true ? "stream" : request.output_config?.format ? "output_config.format" : "tool_choice";
  if (barred !== "tool_choice" || forcesTool(request)) {
    throw invalid(`max_tokens: 0 fills the cache and answers nothing, so it cannot be combined with ${barred}`);
  }
}

function checkThinking(request: Asked, model: ModelProfile): void {
  const thinking = request.thinking;
  if (thinking === undefined) return;
  const types = model.info.capabilities?.thinking.types;
  if (types?.[thinking.type].supported !== true) {
    const instead = types?.adaptive.supported === true ? '"thinking.type.adaptive"' : "another type";
    throw invalid(
      `"thinking.type.${thinking.type}" is not supported for this model. ` +
        `Use ${instead} and "output_config.effort" to control thinking behavior.`,
    );
  }
  const asked = request.max_tokens;
  if (thinking.type === "enabled" && asked !== undefined && thinking.budget_tokens >= asked) {
    throw invalid("max_tokens: must be greater than `thinking.budget_tokens`");
  }
}

function checkEffort(request: Asked, model: ModelProfile): void {
  const effort = request.output_config?.effort ?? null;
  if (effort !== null && model.info.capabilities?.effort[effort]?.supported !== true) {
    throw invalid(`output_config.effort: '${effort}' is not supported for this model.`);
  }
  const withoutThinking = request.thinking?.type === "between_tools" || request.thinking?.type === "disabled";
  const most = model.maxEffortWithoutThinking;
  if (!withoutThinking || most === null) return;
  if (EFFORTS.indexOf(effort ?? DEFAULT_EFFORT) > EFFORTS.indexOf(most)) {
    throw invalid(
      `thinking: type "${request.thinking?.type}" is not supported with effort "${effort}"; the highest is "${most}".`,
    );
  }
}
