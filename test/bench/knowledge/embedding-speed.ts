import { createEmbedder } from "../../../src/embedding/create-embedder.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { type Figure, percentile } from "../figures.ts";
import { bankingTexts } from "./write-articles.ts";

const SILENT = { info() {}, warn() {} };
const LENGTHS = [
  { words: 60, passages: 160 },
  { words: 180, passages: 80 },
];
/** Of these the first are not counted. */
const QUESTIONS = 120;
const WARM_UP = 20;

/** How fast the local model is, through its thread. */
export async function measureEmbedding(questions: readonly string[]): Promise<Figure[]> {
  const embedder = createEmbedder({ voyage: null, log: SILENT });
  try {
    const began = performance.now();
    await embedder.question("Hello");
    const startMs = performance.now() - began;
    const texts = await bankingTexts();
    const figures: Figure[] = [
      { name: "local model, first question", value: startMs, unit: "ms", on: "the thread starts and reads the model" },
      ...questionFigures("idle", await askAll(embedder, questions)),
    ];
    for (const { words, passages } of LENGTHS) {
      const cut = texts.map((text) => text.split(/\s+/)).filter(({ length }) => length >= words);
      const some = cut.slice(0, passages).map((all) => all.slice(0, words).join(" "));
      const perSecond = await passagesPerSecond(embedder, some);
      figures.push({ name: `passages of ${words} words`, value: perSecond, unit: "/s", on: `${some.length} of them` });
    }
    const asked = await whilePassagesAreMade(embedder, texts, () => askAll(embedder, questions));
    return [...figures, ...questionFigures("while passages are made", asked)];
  } finally {
    await embedder.close();
  }
}

function questionFigures(when: string, took: readonly number[]): Figure[] {
  const on = `${took.length} questions of customers, one after the other`;
  return [0.5, 0.95].map((share) => ({
    name: `vector of a question, ${when}, p${share * 100}`,
    value: percentile(took, share),
    unit: "ms",
    on,
  }));
}

async function askAll(embedder: Embedder, questions: readonly string[]): Promise<readonly number[]> {
  const took: number[] = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const began = performance.now();
    await embedder.question(questions[n % questions.length] ?? "");
    took.push(performance.now() - began);
  }
  return took.slice(WARM_UP);
}

async function passagesPerSecond(embedder: Embedder, texts: readonly string[]): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < texts.length; at += embedder.batch) {
    await embedder.passages(texts.slice(at, at + embedder.batch));
  }
  return texts.length / ((performance.now() - began) / 1_000);
}

async function whilePassagesAreMade<T>(
  embedder: Embedder,
  texts: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const make = async (): Promise<void> => {
    for (let at = 0; !stop.signal.aborted; at = (at + embedder.batch) % texts.length) {
      await embedder.passages(texts.slice(at, at + embedder.batch), stop.signal);
    }
  };
  const making = make().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  try {
    return await work();
  } finally {
    stop.abort();
    await making;
  }
}
