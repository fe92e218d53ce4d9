import { setTimeout as sleep } from "node:timers/promises";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { REPLY_MODEL } from "../harness/model-requests.ts";
import { until } from "../harness/until.ts";
import type { BenchProduct } from "./bench-product.ts";
import { type Figure, percentile } from "./figures.ts";

const TEXTS = 400;
const PER_SECOND = 20;
const WARM_UP = 40;

/** How long a webhook takes to be acknowledged, and a stored text to become the first request to the model. */
export async function measureLatency({ twilio, model }: BenchProduct): Promise<Figure[]> {
  const ackMs: number[] = [];
  const storedAt = new Map<string, number>();
  for (let n = 0; n < TEXTS; n += 1) {
    const mark = `question-${n}-x`;
    const began = clock();
    await twilio.text({ from: numberOf(n), body: `What does the Pro plan cost? ${mark}` });
    storedAt.set(mark, clock());
    ackMs.push(clock() - began);
    await sleep(Math.max(1_000 / PER_SECOND - (clock() - began), 0));
  }
  await until("all answers", () => twilio.sent.length >= TEXTS, 60_000);
  const requestMs = model.requests.flatMap(({ path, body, at }) => {
    const isReply = path === "/v1/messages" && (body as MessagesRequest).model === REPLY_MODEL;
    const mark = isReply ? /question-\d+-x/.exec(JSON.stringify(body))?.[0] : undefined;
    const stored = mark === undefined ? undefined : storedAt.get(mark);
    return stored === undefined ? [] : [at.getTime() - stored];
  });
  const on = `${TEXTS} texts at ${PER_SECOND}/s, each from a new number, after ${WARM_UP}`;
  const [acks, requests] = [ackMs.slice(WARM_UP), requestMs.slice(WARM_UP)];
  return [
    { name: "webhook to acknowledgement, p50", value: percentile(acks, 0.5), unit: "ms", on },
    { name: "webhook to acknowledgement, p99", value: percentile(acks, 0.99), unit: "ms", on },
    { name: "stored to first model request, p50", value: percentile(requests, 0.5), unit: "ms", goal: "15", on },
    { name: "stored to first model request, p99", value: percentile(requests, 0.99), unit: "ms", goal: "50", on },
  ];
}

const clock = (): number => performance.timeOrigin + performance.now();
const numberOf = (n: number): string => `+1555${String(1_000_000 + n)}`;
