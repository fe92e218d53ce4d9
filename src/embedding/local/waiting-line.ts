import type { EmbeddingError } from "../embedder.ts";

/** A text that somebody waits for. */
export interface Waiting {
  readonly text: string;
  resolve(vector: Float32Array): void;
  reject(reason: unknown): void;
}

/** Texts in the order in which they are embedded: questions first, for a customer waits for them. */
export interface WaitingLine {
  add(text: string, urgency: Urgency, signal: AbortSignal | undefined): Promise<Float32Array>;
  /** Takes the next one out; null when nobody waits. */
  next(): Waiting | null;
  readonly isEmpty: boolean;
  /** Rejects all who wait. */
  clear(reason: EmbeddingError): void;
}

export type Urgency = "question" | "passage";

export function createWaitingLine(): WaitingLine {
  const lines: Record<Urgency, Set<Waiting>> = { question: new Set(), passage: new Set() };
  const all = () => [...lines.question, ...lines.passage];
  return {
    get isEmpty() {
      return lines.question.size + lines.passage.size === 0;
    },
    async add(text, urgency, signal) {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
      const waiting: Waiting = { text, resolve, reject };
      const leave = (): void => {
        lines[urgency].delete(waiting);
        reject(signal?.reason);
      };
      lines[urgency].add(waiting);
      signal?.addEventListener("abort", leave, { once: true });
      return await promise.finally(() => signal?.removeEventListener("abort", leave));
    },
    next() {
      for (const line of [lines.question, lines.passage]) {
        const [first] = line;
        if (first === undefined) continue;
        line.delete(first);
        return first;
      }
      return null;
    },
    clear(reason) {
      const gone = all();
      lines.question.clear();
      lines.passage.clear();
      for (const waiting of gone) waiting.reject(reason);
    },
  };
}
