import { checkBatch, type Embedder, EmbeddingError } from "../embedder.ts";
import { sizeOf } from "./models.ts";
import { postJson } from "./post-json.ts";
import { readAnswer } from "./read-answer.ts";
import { splitRequests, toInput } from "./split-requests.ts";

export interface VoyageSettings {
  readonly apiKey: string;
  /** Such as `voyage-4`. */
  readonly model: string;
  /** Without a slash at the end, such as `https://api.voyageai.com/v1`. */
  readonly baseUrl: string;
  /** How long an answer may take, in ms; `PATIENCE` when absent. */
  readonly patience?: Patience;
}

export type Patience = Readonly<Record<InputType, number>>;

/** Voyage reads questions and what answers them in different ways. */
type InputType = "query" | "document";

/** A customer waits for the one; the other is made when nobody waits. */
const PATIENCE: Patience = { query: 5_000, document: 60_000 };
/** Voyage takes 1,000. So many chunks fit into one request by their tokens, and an answer is parsed in some ms. */
const BATCH = 64;
/** A number with its comma, as long as JSON writes one. */
const BYTES_PER_NUMBER = 32;
const BYTES_AROUND = 10_000;

/** Voyage's hosted models, which know many languages. */
export class VoyageEmbedder implements Embedder {
  readonly model: string;
  readonly dimension: number;
  readonly batch = BATCH;

  private readonly settings: VoyageSettings;
  private readonly closing = new AbortController();

  constructor(settings: VoyageSettings) {
    this.settings = settings;
    this.model = settings.model;
    this.dimension = sizeOf(settings.model).dimension;
  }

  async passages(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    checkBatch(texts, BATCH);
    const vectors: Float32Array[] = [];
    // One after the other: Voyage counts tokens per minute, and nobody waits.
    for (const inputs of splitRequests(texts.map(toInput))) {
      vectors.push(...(await this.embed(inputs, "document", signal)));
    }
    return vectors;
  }

  async question(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const [vector] = await this.embed([toInput(text)], "query", signal);
    if (vector === undefined) throw new Error("an answer without a vector is refused before");
    return vector;
  }

  async close(): Promise<void> {
    this.closing.abort(new EmbeddingError("The embedder is closed", { code: "closed", retryable: false }));
  }

  private async embed(inputs: readonly string[], type: InputType, signal?: AbortSignal): Promise<Float32Array[]> {
    const { apiKey, model, baseUrl, patience = PATIENCE } = this.settings;
    this.closing.signal.throwIfAborted();
    signal?.throwIfAborted();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(slow(patience[type])), patience[type]);
    try {
      const body = await postJson({
        url: `${baseUrl}/embeddings`,
        apiKey,
        body: { input: inputs, model, input_type: type, truncation: true, ...sizeOf(model).asked },
        maxAnswerBytes: inputs.length * this.dimension * BYTES_PER_NUMBER + BYTES_AROUND,
        signal: AbortSignal.any([late.signal, this.closing.signal, ...(signal ? [signal] : [])]),
      });
      return readAnswer(body, inputs.length, this.dimension);
    } finally {
      clearTimeout(timer);
    }
  }
}

function slow(ms: number): EmbeddingError {
  return new EmbeddingError(`Voyage has not answered within ${ms} ms`, { code: "timeout", retryable: true });
}
