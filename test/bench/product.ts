// The product as a process of its own, for the benchmarks: as `npm start` runs it, but without waiting for a burst.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { readConfig, readEnvironment } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { startSwitchboard } from "../../src/switchboard.ts";
import type { Usage } from "./bench-product.ts";

const config = readConfig(readEnvironment());
const switchboard = await startSwitchboard(config, createLogger(config.logLevel), {
  burst: { quietMs: 0, atMostMs: 0 },
});
process.send?.("ready");

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    rssBytes: process.memoryUsage().rss,
    cpuMs: (user + system) / 1_000,
    delayP99Ms: delay.percentile(99) / 1_000_000,
  } satisfies Usage);
  delay.reset();
});
const stop = (): void => {
  switchboard.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once("SIGTERM", stop);
// Whoever measured was killed.
process.once("disconnect", stop);
