// npm run bench            the figures as a table, then as JSON
// npm run bench -- start   only what is named: start, latency, throughput
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { startBenchProduct } from "./bench-product.ts";
import { type Figure, round, toTable } from "./figures.ts";
import { measureLatency } from "./latency.ts";
import { measureStart } from "./start.ts";
import { compareThroughput, measureThroughput } from "./throughput.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = new Set(positionals.length > 0 ? positionals : ["start", "latency", "throughput"]);
const figures: Figure[] = [];

if (wanted.has("latency") || wanted.has("throughput")) {
  const product = await startBenchProduct();
  try {
    const idle = await product.memory();
    if (wanted.has("latency")) figures.push(...(await measureLatency(product)));
    const perSecond = wanted.has("throughput") ? await measureThroughput(product) : null;
    const loaded = await product.memory();
    await product.stop();
    if (perSecond !== null) figures.push(...(await compareThroughput(product, perSecond)));
    figures.push(
      { name: "memory, idle", value: idle / 2 ** 20, unit: "MB", on: "resident, the product's process after start" },
      { name: "memory, after load", value: loaded / 2 ** 20, unit: "MB", on: "the same after the texts above" },
    );
  } finally {
    await product.remove();
  }
}

// Last: what a start leaves to be written to disk would be felt by the others.
if (wanted.has("start")) figures.push(...(await measureStart()));

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, ${process.platform}`;
process.stdout.write(`${machine}\n\n${toTable(figures)}\n\n`);
process.stdout.write(
  `${JSON.stringify({ machine, figures: figures.map((f) => ({ ...f, value: round(f.value) })) })}\n`,
);
