import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";

/** What Voyage says to a request that it does not take: `{detail}`. */
export interface Refusal {
  readonly status: number;
  readonly detail: string;
}

/** Limits of the embeddings endpoint: https://docs.voyageai.com/reference/embeddings-api */
const MOST_TEXTS = 1_000;
const DIMENSIONS = [256, 512, 1024, 2048];

interface ModelLimits {
  readonly dimensions: readonly number[];
  /** Of all texts of a request. */
  readonly maxTokens: number;
}

/** The first dimension is the one that is used when none is asked for. */
const MODELS: Readonly<Record<string, ModelLimits>> = {
  "voyage-4-large": { dimensions: [1024, ...DIMENSIONS], maxTokens: 120_000 },
  "voyage-4": { dimensions: [1024, ...DIMENSIONS], maxTokens: 320_000 },
  "voyage-4-lite": { dimensions: [1024, ...DIMENSIONS], maxTokens: 1_000_000 },
  "voyage-3.5": { dimensions: [1024, ...DIMENSIONS], maxTokens: 320_000 },
  "voyage-3-lite": { dimensions: [512], maxTokens: 1_000_000 },
  "voyage-law-2": { dimensions: [1024], maxTokens: 120_000 },
};

const REQUEST = z.strictObject({
  input: z.union([z.string().min(1), z.array(z.string().min(1, "Input cannot contain empty strings")).min(1)]),
  model: z.string(),
  input_type: z.enum(["query", "document"]).nullable().default(null),
  truncation: z.boolean().default(true),
  output_dimension: z.int().nullable().default(null),
});

export interface EmbedRequest {
  readonly texts: readonly string[];
  readonly model: string;
  readonly inputType: "query" | "document" | null;
  readonly dimension: number;
  readonly tokens: number;
}

export type Checked =
  | { readonly kind: "asked"; readonly request: EmbedRequest }
  | { readonly kind: "refused"; readonly why: Refusal };

/** Takes nothing that the documentation does not name. */
export function checkRequest(headers: IncomingHttpHeaders, body: string, apiKey: string): Checked {
  if (headers.authorization !== `Bearer ${apiKey}`) return refuse(401, "Provided API key is invalid.");
  if (!/^application\/json\b/.test(headers["content-type"] ?? "")) return refuse(400, "The body must be JSON.");
  const parsed = REQUEST.safeParse(toJson(body));
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const { input, model, input_type: inputType, output_dimension: asked } = parsed.data;

  const limits = MODELS[model];
  if (limits === undefined) return refuse(400, `Model ${model} is not supported.`);
  const dimension = asked ?? limits.dimensions[0] ?? 0;
  // A model without a choice refuses even its own.
  const mayAsk = limits.dimensions.length > 1;
  if (asked !== null && !(mayAsk && limits.dimensions.includes(asked))) {
    return refuse(400, `Value '${asked}' supplied for argument 'output_dimension' is not valid.`);
  }
  const texts = typeof input === "string" ? [input] : input;
  if (texts.length > MOST_TEXTS) return refuse(400, `The batch size limit is ${MOST_TEXTS}.`);
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  if (tokens > limits.maxTokens)
    return refuse(400, `The max allowed tokens per submitted batch is ${limits.maxTokens}.`);
  return { kind: "asked", request: { texts, model, inputType, dimension, tokens } };
}

/** Roughly as a tokenizer would: a word is one token or some, whatever is not Latin is one per sign. */
function countTokens(text: string): number {
  const pieces = text.match(/[a-z]{1,6}|\d{1,3}|[^\sa-z\d]/giu) ?? [];
  return pieces.length + 2;
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function refuse(status: number, detail: string): Checked {
  return { kind: "refused", why: { status, detail } };
}
