import { type Embedder, EmbeddingError } from "../../embedding/embedder.ts";
import { hashOf } from "./hash-of.ts";
import type { VectorsLog, VectorsMeter } from "./report.ts";
import { FAILURES, type QuestionFailure, restAfter } from "./rest-after.ts";
import { unlessAborted } from "./unless-aborted.ts";

/** 500 of 1,024 numbers are 2 MB. */
const REMEMBERED = 500;
/** A model that was never asked may have to be read from disk before it answers. */
const FIRST_TIME_MS = 5_000;

/** The vectors of questions: made when asked for, and the last ones remembered. */
export interface QuestionVectors {
  /** Null: it cannot be had in time. Never rejects. */
  vectorOf(question: string, embedder: Embedder): Promise<Float32Array | null>;
  /** Whether it is known of the model that it gives none now. */
  isAmiss(model: string): boolean;
}

interface QuestionDeps {
  readonly log: VectorsLog;
  readonly meter: VectorsMeter;
  /** How long a question waits for its vector, by model. */
  readonly questionMs: (model: string) => number;
  /** Aborted when there are no more questions. */
  readonly closing: AbortSignal;
}

interface Standing {
  isKnown: boolean;
  /** In a row. */
  failures: number;
  /** Not asked before, ms of the monotonic clock. */
  restsUntil: number;
  /** Whether the log has it that the model gives none. */
  isTold: boolean;
}

export function createQuestionVectors(deps: QuestionDeps): QuestionVectors {
  const remembered = new Map<string, Promise<Float32Array>>();
  const standings = new Map<string, Standing>();

  const remember = (key: string, vector: Promise<Float32Array>): void => {
    // Those asked for last are at the end.
    remembered.delete(key);
    remembered.set(key, vector);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };

  const make = async (question: string, embedder: Embedder, standing: Standing): Promise<Float32Array> => {
    const ms = deps.questionMs(embedder.model);
    const vector = await ask(question, embedder, standing.isKnown ? ms : Math.max(ms, FIRST_TIME_MS), deps);
    standing.isKnown = true;
    recover(standing, embedder.model, deps.log);
    return vector;
  };

  return {
    isAmiss: (model) => standings.get(model)?.isTold ?? false,
    async vectorOf(question, embedder) {
      const { model } = embedder;
      const key = `${model} ${hashOf(question)}`;
      const standing = standings.get(model) ?? { isKnown: false, failures: 0, restsUntil: 0, isTold: false };
      standings.set(model, standing);
      const known = remembered.get(key);
      if (deps.closing.aborted || (!known && performance.now() < standing.restsUntil)) return null;
      const vector = known ?? make(question, embedder, standing);
      remember(key, vector);
      try {
        return await vector;
      } catch (error) {
        if (remembered.get(key) !== vector) return null;
        remembered.delete(key);
        if (!deps.closing.aborted) fail(standing, model, toFailure(error), deps);
        return null;
      }
    },
  };
}

/** @throws {EmbeddingError} */
async function ask(question: string, embedder: Embedder, ms: number, deps: QuestionDeps): Promise<Float32Array> {
  const began = performance.now();
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new EmbeddingError("no vector in time", { code: "timeout", retryable: true })),
    ms,
  );
  const signal = AbortSignal.any([deps.closing, late.signal]);
  try {
    const vector = await unlessAborted(embedder.question(question, signal), signal);
    if (vector.length !== embedder.dimension) {
      throw new EmbeddingError("a vector of another dimension", { code: "garbled", retryable: true });
    }
    deps.meter.questionEmbedded(embedder.model, (performance.now() - began) / 1_000);
    return vector;
  } finally {
    clearTimeout(timer);
  }
}

function fail(standing: Standing, model: string, failure: QuestionFailure, { log, meter }: QuestionDeps): void {
  meter.embeddingFailed(model, failure.code);
  standing.isKnown = true;
  standing.failures += 1;
  const restMs = restAfter(failure, standing.failures);
  if (restMs > 0) standing.restsUntil = performance.now() + restMs;
  // A key that is no longer good is refused without a rest, and nobody would know.
  if (standing.isTold || (restMs === 0 && standing.failures < FAILURES)) return;
  log.warn({ model, code: failure.code, restMs }, "questions get no vectors of this model for now");
  standing.isTold = true;
}

function recover(standing: Standing, model: string, log: VectorsLog): void {
  if (standing.isTold) log.info({ model }, "questions get vectors of this model again");
  standing.failures = 0;
  standing.restsUntil = 0;
  standing.isTold = false;
}

function toFailure(error: unknown): QuestionFailure {
  return error instanceof EmbeddingError ? error : { code: "unavailable", retryAfterMs: null };
}
