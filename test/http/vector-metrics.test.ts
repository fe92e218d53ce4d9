import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/http/metrics.ts";

describe("the metrics", () => {
  it("say how far the vectors are, what failed and how long questions took [VEC-10]", async () => {
    const metrics = createMetrics(() => Promise.reject(new Error("not asked for here")));
    metrics.vectorsCounted(0, 9);
    metrics.vectorsCounted(7, 9);
    metrics.embeddingFailed("words", "rate_limited");
    metrics.questionEmbedded("words", 0.004);
    const text = await metrics.registry.metrics();
    for (const line of [
      'switchboard_knowledge_vectors{state="done"} 7',
      'switchboard_knowledge_vectors{state="wanted"} 9',
      'switchboard_embedding_failures_total{model="words",code="rate_limited"} 1',
      'switchboard_question_vector_seconds_bucket{le="0.005",model="words"} 1',
      'switchboard_question_vector_seconds_count{model="words"} 1',
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });
});
