import type { Database } from "../../database/database.ts";
import type { Embedder } from "../../embedding/embedder.ts";
import { compare } from "./compare.ts";
import { followWanted } from "./follow-wanted.ts";
import { Holdings } from "./holdings.ts";
import { Maker } from "./maker.ts";
import { NO_VECTORS } from "./no-vectors.ts";
import { createQuestionVectors, type QuestionVectors } from "./question-vectors.ts";
import { createTroubles, type Troubles, type VectorsLog, type VectorsMeter } from "./report.ts";
import type { VectorProgress, Vectors } from "./vectors.ts";
import { vectorsOf } from "./vectors-of.ts";

/** How long a question waits for the local model: a hundred times what it takes. */
const QUESTION_MS = 400;
const POLL_MS = 1_000;
const RETRY_MS = 1_000;
/** Asked for once the vectors are there: a customer does not wait until the model has been read from disk. */
const FIRST_QUESTION = "Hello";

export interface VectorsOptions {
  readonly database: Pick<Database, "pool">;
  /**
   * The preferred one first. Only that one makes vectors of articles; by the others questions are compared while it has
   * fewer. None: searching goes by words.
   */
  readonly embedders: readonly Embedder[];
  readonly log: VectorsLog;
  readonly meter: VectorsMeter;
  /** How long a question waits for its vector, by model, ms: more for a hosted one. 400 unless told. */
  readonly questionMs?: Readonly<Record<string, number>>;
  /** How often is looked for what other processes have made, ms. For tests. */
  readonly pollMs?: number;
  /** How long nothing is asked of a model that failed once, ms; longer each time. For tests. */
  readonly retryMs?: number;
}

/** Asks nothing of the database or the models before the first `want`. `close` closes the embedders, too. */
export function createVectors(options: VectorsOptions): Vectors {
  const [preferred, ...others] = options.embedders;
  return preferred ? createMadeVectors(preferred, others, options) : NO_VECTORS;
}

function createMadeVectors(preferred: Embedder, others: readonly Embedder[], options: VectorsOptions): Vectors {
  const { database, log, meter, questionMs = {}, pollMs = POLL_MS, retryMs = RETRY_MS } = options;
  const embedders = [preferred, ...others] as const;
  const count = ({ done, total }: Holdings): void => meter.vectorsCounted(done, total);
  const holdings = new Holdings([preferred.model, ...others.map(({ model }) => model)], count);
  const troubles = createTroubles(preferred.model, log);
  const stopping = new AbortController();
  const closing = stopping.signal;
  const waitMs = (model: string): number => questionMs[model] ?? QUESTION_MS;
  const questions = createQuestionVectors({ log, meter, closing, questionMs: waitMs });
  const maker = new Maker({ database, embedder: preferred, holdings, troubles, log, meter, retryMs });

  const comparing = { embedders, holdings, questions };
  let first: Promise<unknown> | undefined;
  const onLoaded = (): void => {
    if (holdings.serving.length > 0) first ??= compare(FIRST_QUESTION, comparing);
  };
  const following = { database, embedders, holdings, maker, troubles, pollMs, retryMs, onLoaded };
  const follower = followWanted(closing, following);

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    stopping.abort(new Error("closed"));
    await Promise.allSettled([follower.ended(), first, ...embedders.map((embedder) => embedder.close())]);
  };
  return {
    get progress() {
      return progressOf(preferred, { holdings, troubles, questions });
    },
    want(texts) {
      if (closing.aborted) return;
      holdings.want(texts);
      follower.wake();
    },
    compare: (question) => compare(question, comparing),
    of: (texts) => vectorsOf(texts, { database, embedder: preferred, meter, closing }),
    close: () => (closed ??= close()),
  };
}

interface Standings {
  readonly holdings: Holdings;
  readonly troubles: Troubles;
  readonly questions: QuestionVectors;
}

function progressOf({ model, dimension }: Embedder, { holdings, troubles, questions }: Standings): VectorProgress {
  const { done, total, missing, serving } = holdings;
  const making = missing.size > 0 ? (troubles.current?.words ?? null) : null;
  const error = making ?? (questions.isAmiss(model) ? "the model gives no vectors for questions now" : null);
  return { model, dimension, serving: serving[0] ?? null, done, total, error };
}
