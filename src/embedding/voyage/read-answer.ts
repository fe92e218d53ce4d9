import { z } from "zod";
import { EmbeddingError } from "../embedder.ts";
import { toUnit } from "../to-unit.ts";

const ANSWER = z.object({ data: z.array(z.object({ embedding: z.array(z.number()), index: z.int() })) });

/**
 * The vectors of an answer, in the order of the request's texts, with length 1.
 * @throws {EmbeddingError} when there is not one usable vector for each text.
 */
export function readAnswer(body: string, count: number, dimension: number): Float32Array[] {
  const { data } = parse(body);
  const vectors: (Float32Array | undefined)[] = Array.from({ length: count });
  for (const { embedding, index } of data) {
    // It will say so every time: a wrong setting, not bad luck.
    if (embedding.length !== dimension) {
      throw garbled(`${embedding.length} numbers instead of ${dimension}`, { retryable: false });
    }
    const vector = toUnit(embedding);
    if (vector === null) throw garbled("a vector without a direction");
    if (index < 0 || index >= count || vectors[index] !== undefined) throw garbled("a place that is none or taken");
    vectors[index] = vector;
  }
  return vectors.map((vector) => {
    if (vector === undefined) throw garbled(`${data.length} vectors for ${count} texts`);
    return vector;
  });
}

function parse(body: string): z.output<typeof ANSWER> {
  try {
    return ANSWER.parse(JSON.parse(body));
  } catch {
    // Not as a cause: parsers quote what they read.
    throw garbled("not the JSON that it documents");
  }
}

export function garbled(what: string, { retryable = true } = {}): EmbeddingError {
  return new EmbeddingError(`Voyage's answer has ${what}`, { code: "garbled", retryable });
}
