// The product as a process of its own, for tests that kill it. Logs on stdout, and says "ready" there when it is.
import { readConfig, readEnvironment } from "../../../src/config.ts";
import { createLogger } from "../../../src/log.ts";
import { startSwitchboard } from "../../../src/switchboard.ts";
import { SOON_OVER } from "../../harness/breakers.ts";

const config = readConfig(readEnvironment());
const log = createLogger(config.logLevel, { write: (line: string) => void process.stdout.write(line) });
const callTimeoutMs = Number(process.env["SMS_CALL_TIMEOUT_MS"] ?? "0");
// An outage lasts as long as the test says, and is over when it says so.
const switchboard = await startSwitchboard(config, log, {
  burst: { quietMs: 20, atMostMs: 100 },
  breaker: SOON_OVER,
  ...(callTimeoutMs > 0 && { timing: { sms: { callTimeoutMs } } }),
});
console.log("ready");

process.once("SIGTERM", () => {
  switchboard.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
