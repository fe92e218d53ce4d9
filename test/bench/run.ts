// npm run bench            the figures as a table, then as JSON
// npm run bench -- start   only what is named: start, latency, webhook, throughput, widget, mail, cost, retrieval, knowledge
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type BenchProduct, startBenchProduct } from "./bench-product.ts";
import { measureCost } from "./cost.ts";
import { type Figure, round, toTable } from "./figures.ts";
import { measureKnowledge } from "./knowledge.ts";
import { measureLatency } from "./latency.ts";
import { measureMail } from "./mail.ts";
import { measureRetrieval } from "./retrieval.ts";
import { measureStart } from "./start.ts";
import { compareThroughput, measureThroughput } from "./throughput.ts";
import { measureWebhooks } from "./webhook.ts";
import { measureWidget } from "./widget.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = new Set(
  positionals.length > 0
    ? positionals
    : ["start", "latency", "webhook", "throughput", "widget", "mail", "cost", "retrieval", "knowledge"],
);
const figures: Figure[] = [];

/** Each on a product of its own: what one leaves in memory and in the database is no business of the next. */
async function onProduct(
  measure: (product: BenchProduct) => Promise<Figure[]>,
  options: Parameters<typeof startBenchProduct>[0] = {},
): Promise<void> {
  const product = await startBenchProduct(options);
  try {
    figures.push(...(await measure(product)));
  } finally {
    await product.stop();
    await product.remove();
  }
}

async function measureTexts(product: BenchProduct): Promise<Figure[]> {
  const idle = await product.memory();
  const latency = wanted.has("latency") ? await measureLatency(product) : [];
  const perSecond = wanted.has("throughput") ? await measureThroughput(product) : null;
  const loaded = await product.memory();
  await product.stop();
  return [
    ...latency,
    ...(perSecond === null ? [] : await compareThroughput(product, perSecond)),
    { name: "memory, idle", value: idle / 2 ** 20, unit: "MB", on: "resident, the product's process after start" },
    { name: "memory, after load", value: loaded / 2 ** 20, unit: "MB", on: "the same after the texts above" },
  ];
}

if (wanted.has("latency") || wanted.has("throughput")) await onProduct(measureTexts);
if (wanted.has("webhook")) await onProduct(measureWebhooks);
if (wanted.has("widget")) await onProduct(measureWidget);
if (wanted.has("cost")) figures.push(...(await measureCost()));
if (wanted.has("retrieval")) figures.push(...(await measureRetrieval()));
if (wanted.has("knowledge")) figures.push(...(await measureKnowledge()));
if (wanted.has("mail")) await onProduct(measureMail, { reads: true });

// Last: what a start leaves to be written to disk would be felt by the others.
if (wanted.has("start")) figures.push(...(await measureStart()));

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, ${process.platform}`;
process.stdout.write(`${machine}\n\n${toTable(figures)}\n\n`);
process.stdout.write(
  `${JSON.stringify({ machine, figures: figures.map((f) => ({ ...f, value: round(f.value) })) })}\n`,
);
