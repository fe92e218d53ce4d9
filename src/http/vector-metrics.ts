import type { Meter } from "../meter.ts";
import type { Makers } from "./assistant-metrics.ts";

/** How far the help centre's vectors are, and how those who make them do. */
export function vectorMetrics(make: Makers): Pick<Meter, "vectorsCounted" | "embeddingFailed" | "questionEmbedded"> {
  const vectors = make.gauge("knowledge_vectors", "Texts of the help centre with a vector, and those that want one", [
    "state",
  ]);
  const failures = make.counter("embedding_failures_total", "Calls that gave no vectors", ["model", "code"]);
  const seconds = make.histogram(
    "question_vector_seconds",
    "How long a question's vector took",
    ["model"],
    QUESTION_SECONDS,
  );
  return {
    vectorsCounted(done, wanted) {
      vectors.set({ state: "done" }, done);
      vectors.set({ state: "wanted" }, wanted);
    },
    embeddingFailed: (model, code) => failures.inc({ model, code }),
    questionEmbedded: (model, took) => seconds.observe({ model }, took),
  };
}

const QUESTION_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
