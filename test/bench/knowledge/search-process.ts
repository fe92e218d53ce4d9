// The articles of a folder in a process of their own, for the benchmarks: what it holds in memory is theirs.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as othersFirst } from "node:timers/promises";
import { openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { until } from "../../harness/until.ts";
import { createReadyVectors } from "./ready-vectors.ts";
import { rewriteArticle } from "./write-articles.ts";

export interface SearchTask {
  readonly folder: string;
  readonly questions: readonly string[];
  /** How often each question is asked. */
  readonly rounds: number;
}

export interface SearchTimes {
  readonly chunks: number;
  /** Until the articles can be searched. */
  readonly openMs: number;
  /** The longest that anything else had to wait meanwhile. */
  readonly openStallMs: number;
  /** The first one takes the vectors in. */
  readonly firstMs: number;
  readonly hybrid: Asked;
  readonly byWords: Asked;
  /** From the write of a file to where it is found. */
  readonly replaceMs: number;
  readonly replaceStallMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly vectorBytes: number;
}

export interface Asked {
  readonly tookMs: readonly number[];
  /** Of the processor, for one question on the average: what else the machine does is none of it. */
  readonly processorMs: number;
}

const OPTIONS = { audience: "public", limit: 5 } as const;
const SILENT = { info() {}, warn() {} };
/** Stands in no other article. */
const FRESH_WORD = "xylophone";

process.once("message", (task) => {
  measure(task as SearchTask).then(
    (times) => process.send?.(times),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function measure({ folder, questions, rounds }: SearchTask): Promise<SearchTimes> {
  const vectors = createReadyVectors();
  const opened = await timed(() => openKnowledge({ dir: folder, log: SILENT, vectors }));
  const knowledge = opened.value;
  vectors.make();
  const first = await timed(() => knowledge.search("How do I close my account?", OPTIONS));
  const hybrid = await askAll(questions, rounds, (question) => knowledge.search(question, OPTIONS));
  const byWords = await askAll(questions, rounds, (question) => knowledge.searchByWords(question, OPTIONS));
  const replaced = await timed(async () => {
    await rewriteArticle(folder, 0, FRESH_WORD);
    await until("the article as it is now", () => knowledge.searchByWords(FRESH_WORD, OPTIONS).length > 0);
  });
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  await knowledge.close();
  return {
    chunks: knowledge.status.chunks,
    openMs: opened.ms,
    openStallMs: opened.stallMs,
    firstMs: first.ms,
    hybrid,
    byWords,
    replaceMs: replaced.ms,
    replaceStallMs: replaced.stallMs,
    rssBytes: rss,
    heapBytes: heapUsed,
    vectorBytes: arrayBuffers,
  };
}

/** One after the other, each in its turn: what else the process has to do is done in between. */
async function askAll(
  questions: readonly string[],
  rounds: number,
  ask: (question: string) => unknown,
): Promise<Asked> {
  const took: number[] = [];
  let processorMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      await othersFirst();
      const [began, before] = [performance.now(), processorNow()];
      await ask(question);
      took.push(performance.now() - began);
      processorMs += processorNow() - before;
    }
  }
  return { tookMs: took, processorMs: processorMs / took.length };
}

/** Counted in steps of some milliseconds: sums are right, single values are not. */
function processorNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** `stallMs`: the longest that a timer was late meanwhile. */
async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number; stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const value = await work();
  const ms = performance.now() - began;
  // The last stall is counted when a timer is late after it.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return { value, ms, stallMs: delay.max / 1e6 };
}
