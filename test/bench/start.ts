import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../harness/free-port.ts";
import { type Figure, percentile } from "./figures.ts";

const WARM_STARTS = 5;

/** From `node src/main.ts` with nothing configured to the first 200 of `/readyz`. */
export async function measureStart(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
  try {
    const first = await timeStart(dataDir);
    const warm: number[] = [];
    for (let n = 0; n < WARM_STARTS; n += 1) warm.push(await timeStart(dataDir));
    return [
      {
        name: "start to ready, first",
        value: first,
        unit: "ms",
        goal: "8000",
        on: "an empty data folder, the sandbox",
      },
      {
        name: "start to ready, then",
        value: percentile(warm, 0.5),
        unit: "ms",
        goal: "3000",
        on: `median of ${WARM_STARTS} starts`,
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timeStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/main.ts")], {
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const isReady = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error("it ended before it was ready");
    await sleep(5);
  }
  const took = performance.now() - began;
  child.kill("SIGTERM");
  await once(child, "exit");
  return took;
}
