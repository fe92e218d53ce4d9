// A thread that calls webhooks by the clock: nothing that the stand-ins do delays it.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { percentile } from "./figures.ts";

/** A request, signed and encoded beforehand. */
export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Calls {
  readonly calls: readonly Call[];
  /** Null: all at once. */
  readonly perSecond: number | null;
}

export interface Answered {
  /** Of each call, from its first byte to the end of the answer, ms. */
  readonly ackMs: readonly number[];
  /** How many were answered with anything but 200. */
  readonly refused: number;
  /** By how much this thread was late to call, ms: what the figures owe to the machine. */
  readonly lateP99Ms: number;
}

/** Twilio gives up then. */
const TIMEOUT_MS = 15_000;

/** As behind a proxy: connections are kept, and there are as many as it takes. */
const agent = new Agent({ keepAlive: true });

const { calls, perSecond } = workerData as Calls;
const late: number[] = [];
const began = performance.now();
const answers: Promise<{ readonly ms: number; readonly status: number }>[] = [];
for (const [n, call] of calls.entries()) {
  const at = perSecond === null ? began : began + (n * 1_000) / perSecond;
  const wait = at - performance.now();
  if (wait > 0) await sleep(wait);
  late.push(performance.now() - at);
  answers.push(post(call));
}
const all = await Promise.all(answers);
agent.destroy();
parentPort?.postMessage({
  ackMs: all.map(({ ms }) => ms),
  refused: all.filter(({ status }) => status !== 200).length,
  lateP99Ms: percentile(late, 0.99),
} satisfies Answered);

/** Status 0: no answer. */
function post({ url, headers, body }: Call): Promise<{ ms: number; status: number }> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number): void => resolve({ ms: performance.now() - began, status });
    const call = request(url, { method: "POST", headers, agent, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.once("end", () => end(response.statusCode ?? 0));
    });
    call.once("timeout", () => call.destroy(new Error("no answer")));
    call.once("error", () => end(0));
    call.end(body);
  });
}
