// The product as a process of its own, for tests that kill it. Logs on stdout, and says "ready" there when it is.
import { readConfig, readEnvironment } from "../../../src/config.ts";
import { createLogger } from "../../../src/log.ts";
import { startSwitchboard } from "../../../src/switchboard.ts";

const config = readConfig(readEnvironment());
const log = createLogger(config.logLevel, { write: (line: string) => void process.stdout.write(line) });
const switchboard = await startSwitchboard(config, log, { burst: { quietMs: 20, atMostMs: 100 } });
console.log("ready");

process.once("SIGTERM", () => {
  switchboard.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
