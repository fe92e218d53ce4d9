import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SendAnswer } from "../../channels/widget/wire.ts";
import type { Delta } from "../../src/contract/index.ts";
import { openPage, type Page, taken } from "../channels/widget/open-page.ts";
import { until } from "../harness/until.ts";
import type { BenchProduct } from "./bench-product.ts";
import { type Figure, percentile } from "./figures.ts";

const MESSAGES = 400;
const PER_SECOND = 20;
const VISITORS = 40;
const WARM_UP = 40;
const ENOUGH_MS = 60_000;

interface Measured {
  readonly ackMs: number;
  readonly deltaMs: number;
}

/** How long a visitor waits for his message to be acknowledged, and for the first piece of the answer to it. */
export async function measureWidget({ url }: BenchProduct): Promise<Figure[]> {
  const pages = await Promise.all(Array.from({ length: VISITORS }, () => connect(url)));
  const measured = (await Promise.all(pages.map((page, index) => chat(page, index)))).flat();
  for (const page of pages) page.close();
  const acks = measured.map(({ ackMs }) => ackMs);
  const deltas = measured.map(({ deltaMs }) => deltaMs);
  const on = `${MESSAGES} messages at ${PER_SECOND}/s by ${VISITORS} visitors, after ${WARM_UP}`;
  const onDelta = `the same, an instant model, no waiting for the end of a burst`;
  return [
    { name: "widget send to acknowledgement, p50", value: percentile(acks, 0.5), unit: "ms", on },
    { name: "widget send to acknowledgement, p99", value: percentile(acks, 0.99), unit: "ms", on },
    { name: "widget send to first delta, p50", value: percentile(deltas, 0.5), unit: "ms", on: onDelta },
    { name: "widget send to first delta, p99", value: percentile(deltas, 0.99), unit: "ms", on: onDelta },
  ];
}

/** One visitor's share, in turn with the others. He writes again only when he was answered. */
async function chat(page: Page, index: number): Promise<Measured[]> {
  const began = performance.now();
  const measured: Measured[] = [];
  for (let n = index; n < MESSAGES; n += VISITORS) {
    await sleep(Math.max((n * 1_000) / PER_SECOND - (performance.now() - began), 0));
    const one = await ask(page);
    if (n >= WARM_UP) measured.push(one);
  }
  return measured;
}

async function connect(url: string): Promise<Page> {
  const page = openPage(`${url}/widget`, { acknowledges: true });
  await page.connected();
  return page;
}

/** Resolves when the answer is there: the next piece that begins one is of this one then. */
async function ask(page: Page): Promise<Measured> {
  const began = performance.now();
  const first = new Promise<number>((resolve) => {
    const hear = ({ offset }: Delta): void => {
      if (offset > 0) return;
      page.socket.off("delta", hear);
      resolve(performance.now() - began);
    };
    page.socket.on("delta", hear);
  });
  const send = { clientId: randomUUID(), text: "What does the Pro plan cost?" };
  const answer: SendAnswer = await page.socket.timeout(ENOUGH_MS).emitWithAck("send", send);
  const { seq } = taken(answer);
  const ackMs = performance.now() - began;
  const deltaMs = await first;
  await until("the answer", () => page.messages().some((message) => message.seq > seq), ENOUGH_MS);
  return { ackMs, deltaMs };
}
