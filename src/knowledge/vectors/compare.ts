import type { Embedder } from "../../embedding/embedder.ts";
import type { Holdings } from "./holdings.ts";
import type { QuestionVectors } from "./question-vectors.ts";
import type { Compared } from "./vectors.ts";

export interface CompareDeps {
  readonly embedders: readonly Embedder[];
  readonly holdings: Holdings;
  readonly questions: QuestionVectors;
}

/** See `Vectors`: asks the models that serve, one after the other, until one has a vector for the question in time. */
export async function compare(question: string, deps: CompareDeps): Promise<Compared | null> {
  const { embedders, holdings, questions } = deps;
  for (const model of holdings.serving) {
    const embedder = embedders.find((candidate) => candidate.model === model);
    const vector = embedder ? await questions.vectorOf(question, embedder) : null;
    if (vector === null) continue;
    const vectors = holdings.vectorsOf(model);
    return { model, question: vector, vectorOf: (hash) => vectors.get(hash) };
  }
  return null;
}
