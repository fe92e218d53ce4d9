import type Anthropic from "@anthropic-ai/sdk";
import { ApiError, invalid } from "./api-error.ts";
import { MODELS, modelOf } from "./models.ts";

interface ModelsPage {
  readonly data: readonly Anthropic.ModelInfo[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;

/** `GET /v1/models`. Without `lifecycle` the retired ones are left out. */
export function listModels(query: URLSearchParams): ModelsPage {
  const wanted = query.has("lifecycle[]") ? query.getAll("lifecycle[]") : query.getAll("lifecycle");
  const lifecycles = wanted.length > 0 ? wanted : ["active", "deprecated"];
  const all = MODELS.map((model) => model.info).filter((info) => lifecycles.includes(info.lifecycle));

  const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw invalid("limit: Input should be greater than or equal to 1");
  if (limit > MAX_LIMIT) throw invalid(`limit: Input should be less than or equal to ${MAX_LIMIT}`);

  const after = query.get("after_id");
  const before = query.get("before_id");
  const end = before === null ? all.length : all.findIndex((info) => info.id === before);
  const start = before !== null ? Math.max(0, end - limit) : all.findIndex((info) => info.id === after) + 1;
  const data = all.slice(start, Math.min(end, start + limit));
  return {
    data,
    has_more: before !== null ? start > 0 : start + limit < all.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}

/**
 * `GET /v1/models/:id`, retired ones included.
 * @throws {ApiError} 404.
 */
export function retrieveModel(id: string): Anthropic.ModelInfo {
  const model = modelOf(id);
  if (model === undefined) throw new ApiError({ status: 404, kind: "not_found_error", message: `model: ${id}` });
  return model.info;
}
