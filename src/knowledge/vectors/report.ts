import type { EmbeddingErrorCode } from "../../embedding/embedder.ts";

/** Ids and counts only: no text of articles or customers. */
export interface VectorsLog {
  info(about: Readonly<Record<string, string | number>>, message: string): void;
  warn(about: Readonly<Record<string, string | number>>, message: string): void;
}

export interface VectorsMeter {
  vectorsCounted(done: number, wanted: number): void;
  embeddingFailed(model: string, code: string): void;
  questionEmbedded(model: string, seconds: number): void;
}

/** Why no vectors are being made. */
export interface Trouble {
  readonly code: EmbeddingErrorCode | "database" | "fault";
  /** For operators and the log: nothing of the texts in it, and no key. */
  readonly words: string;
}

/** Tells of a trouble once, however often it is met, and once that it is over. */
export interface Troubles {
  readonly current: Trouble | null;
  meet(trouble: Trouble, retryInMs: number): void;
  end(): void;
}

export function createTroubles(model: string, log: VectorsLog): Troubles {
  let current: Trouble | null = null;
  return {
    get current() {
      return current;
    },
    meet(trouble, retryInMs) {
      if (trouble.code !== current?.code) {
        log.warn({ model, code: trouble.code, retryInMs }, `no vectors are being made: ${trouble.words}`);
      }
      current = trouble;
    },
    end() {
      if (current) log.info({ model, code: current.code }, "vectors can be made again");
      current = null;
    },
  };
}

const EVERY_MS = 10_000;
const EVERY_SHARE = 0.1;
/** Ten lines within a second tell nobody anything. */
const AT_MOST_EVERY_MS = 1_000;

export interface ProgressLog {
  /** So many more are there. */
  made(count: number): void;
  /** None is missing any more. */
  end(): void;
}

/** Lines about a piece of work: at its start, every 10 s or 10 %, at its end. */
export function logProgress(model: string, missing: number, total: number, log: VectorsLog): ProgressLog {
  const began = performance.now();
  let done = 0;
  let said = { at: began, done: 0 };
  log.info({ model, missing, total }, `making vectors: ${missing} of ${total} to be made`);
  return {
    made(count) {
      done += count;
      const now = performance.now();
      const ms = now - said.at;
      const share = (done - said.done) / missing;
      if (done >= missing || ms < AT_MOST_EVERY_MS || (ms < EVERY_MS && share < EVERY_SHARE)) return;
      said = { at: now, done };
      log.info({ model, done, missing }, `making vectors: ${done} of ${missing} made`);
    },
    end() {
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      log.info({ model, done, missing, seconds }, `made ${done} vectors in ${seconds} s`);
    },
  };
}
