/** What Voyage's models answer with when they are left to themselves, and most when they are asked for it. */
const USUAL_DIMENSION = 1024;

/** Models of one size, which refuse to be asked for another. https://docs.voyageai.com/docs/embeddings */
const FIXED_DIMENSIONS: Readonly<Record<string, number>> = {
  "voyage-3": 1024,
  "voyage-3-lite": 512,
  "voyage-finance-2": 1024,
  "voyage-law-2": 1024,
  "voyage-multilingual-2": 1024,
  "voyage-code-2": 1536,
  "voyage-large-2": 1536,
  "voyage-large-2-instruct": 1024,
  "voyage-2": 1024,
};

export interface Size {
  readonly dimension: number;
  /** What a request says about it: nothing to a model that has no choice. */
  readonly asked: { readonly output_dimension?: number };
}

/** Of a model that came after this list, what the current ones do is expected. */
export function sizeOf(model: string): Size {
  const fixed = FIXED_DIMENSIONS[model];
  return fixed === undefined
    ? { dimension: USUAL_DIMENSION, asked: { output_dimension: USUAL_DIMENSION } }
    : { dimension: fixed, asked: {} };
}
