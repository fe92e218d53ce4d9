// The product as a process of its own, for the benchmarks: as `npm start` runs it, but without waiting for a burst.
import { readConfig, readEnvironment } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { startSwitchboard } from "../../src/switchboard.ts";

const config = readConfig(readEnvironment());
const switchboard = await startSwitchboard(config, createLogger(config.logLevel), {
  burst: { quietMs: 0, atMostMs: 0 },
});
process.send?.("ready");

process.on("message", (asked) => {
  if (asked === "memory") process.send?.({ rssBytes: process.memoryUsage().rss });
});
process.once("SIGTERM", () => {
  switchboard.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
