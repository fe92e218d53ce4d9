import type { ChannelLog } from "../../src/contract/index.ts";

const EVERY_MS = 10_000;

/**
 * Says that a request was refused, and then every now and then with how many since: whoever may call may do so without
 * end, and is not to fill a disk. `now`: ms of a clock that only rises, for tests.
 */
export function createRefusalLog(log: ChannelLog, now: () => number = () => performance.now()): (path: string) => void {
  let requests = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  return (path) => {
    requests += 1;
    if (now() - saidAt < EVERY_MS) return;
    log.warn({ path, requests }, "refused requests without Twilio's signature: if it was Twilio, check PUBLIC_URL");
    saidAt = now();
    requests = 0;
  };
}
