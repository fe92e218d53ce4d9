import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { temporaryFolder } from "../../database/temporary-folder.ts";
import { type Figure, percentile } from "../figures.ts";
import type { SearchTask, SearchTimes } from "./search-process.ts";
import { CHUNKS_PER_ARTICLE, writeArticles } from "./write-articles.ts";

interface Size {
  readonly articles: number;
  /** What the slowest twentieth of the searches shall take at most, ms. */
  readonly goalMs: number;
  readonly rounds: number;
}

const SIZES: readonly Size[] = [
  { articles: 100, goalMs: 10, rounds: 5 },
  { articles: 1_000, goalMs: 15, rounds: 3 },
  { articles: 10_000, goalMs: 40, rounds: 2 },
];

/** A change is searchable within so long, whatever the size. */
const CHANGE_GOAL_MS = 5_000;

/** How long searches take, without the vector of the question; and what it takes to be ready for them. */
export async function measureSearch(questions: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) {
    const folder = temporaryFolder();
    try {
      await writeArticles(folder.path, size.articles);
      const times = await timesOf({ folder: folder.path, questions, rounds: size.rounds });
      figures.push(...figuresOf(size, times, questions.length));
    } finally {
      folder.remove();
    }
  }
  return figures;
}

async function timesOf(task: SearchTask): Promise<SearchTimes> {
  const child = fork(join(import.meta.dirname, "search-process.ts"), { execArgv: ["--expose-gc"] });
  child.send(task);
  const ended = once(child, "exit").then(() => {
    throw new Error("the process of the search ended");
  });
  ended.catch(() => {});
  try {
    const [times] = await Promise.race([once(child, "message"), ended]);
    return times as SearchTimes;
  } finally {
    child.kill();
  }
}

function figuresOf({ articles, goalMs, rounds }: Size, times: SearchTimes, questions: number): Figure[] {
  const size = `${(articles * CHUNKS_PER_ARTICLE) / 1_000}k chunks`;
  const asked = `${questions} questions, ${rounds} times each, to ${times.chunks} chunks; without the question's vector`;
  const mb = (bytes: number): number => bytes / 2 ** 20;
  const ms = (name: string, value: number, on: string, goal?: number): Figure => ({
    name: `${name}, ${size}`,
    value,
    unit: "ms",
    ...(goal !== undefined && { goal: String(goal) }),
    on,
  });
  return [
    ms("search, p50", percentile(times.hybrid.tookMs, 0.5), asked),
    ms("search, p95", percentile(times.hybrid.tookMs, 0.95), "the same", goalMs),
    ms("search, of the processor", times.hybrid.processorMs, "the same, on the average"),
    ms("search by words, p50", percentile(times.byWords.tookMs, 0.5), "the same"),
    ms("search by words, p95", percentile(times.byWords.tookMs, 0.95), "the same", goalMs),
    ms("search by words, of the processor", times.byWords.processorMs, "the same, on the average"),
    ms("articles opened", times.openMs, `${articles} files read, divided and indexed`),
    ms("articles opened, longest stall", times.openStallMs, "how late a timer was meanwhile"),
    ms("first search", times.firstMs, "takes all vectors in"),
    ms("article rewritten, until found", times.replaceMs, "looks every 2 s", CHANGE_GOAL_MS),
    ms("article rewritten, longest stall", times.replaceStallMs, "how late a timer was meanwhile"),
    { name: `memory, ${size}`, value: mb(times.rssBytes), unit: "MB", on: "resident, with the texts and the vectors" },
    { name: `heap, ${size}`, value: mb(times.heapBytes), unit: "MB", on: "after a collection" },
    { name: `vectors and other arrays, ${size}`, value: mb(times.vectorBytes), unit: "MB", on: "beside the heap" },
  ];
}
