import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { markedText, markOf } from "./marking-brain.ts";

interface MarkedText {
  readonly mark: string;
  readonly from: string;
  /** Null until the first delivery has ended, well or not. */
  sid: string | null;
  isAcknowledged: boolean;
  deliveries: number;
}

/** Many phones that text without a pause, and a phone company that delivers again what was not acknowledged. */
export interface Phones {
  readonly texts: readonly MarkedText[];
  /** When the last text was acknowledged, ms of the monotonic clock. */
  lastAcknowledgedAt(): number;
  /** Delivers one more now. */
  text(): Promise<void>;
  /** Writes no more, and resolves when everything is acknowledged. */
  stop(): Promise<void>;
}

const BETWEEN_TEXTS_MS = [250, 900] as const;
const RETRY_MS = 250;
/** However long a start takes: the stand-in keeps only the last thousand of what left. */
const MOST_UNACKNOWLEDGED = 12;
/** How many customers write at a time, and after how many texts one is replaced. */
const CUSTOMERS = 20;
const TEXTS_PER_CUSTOMER = 10;

export function startPhones(twilio: TwilioStandIn): Phones {
  const texts: MarkedText[] = [];
  let lastAcknowledgedAt = 0;
  let isWriting = true;

  const deliver = async (text: MarkedText): Promise<void> => {
    text.deliveries += 1;
    const again = text.sid === null ? {} : { sid: text.sid };
    const { sid, status } = await twilio.text({ from: text.from, body: markedText(text.mark), ...again });
    text.sid = sid;
    if (status !== 200) return;
    text.isAcknowledged = true;
    lastAcknowledgedAt = performance.now();
  };
  const text = async (): Promise<void> => {
    const index = texts.length;
    const customer = Math.floor(index / TEXTS_PER_CUSTOMER) + randomInt(CUSTOMERS);
    const from = `+1555${String(5_000_000 + customer)}`;
    const next: MarkedText = {
      mark: markOf(index),
      from,
      sid: null,
      isAcknowledged: false,
      deliveries: 0,
    };
    texts.push(next);
    await deliver(next);
  };
  const unacknowledged = (): MarkedText[] => texts.filter(({ sid, isAcknowledged }) => sid !== null && !isAcknowledged);
  const write = async (): Promise<void> => {
    while (isWriting) {
      if (unacknowledged().length < MOST_UNACKNOWLEDGED) await text();
      await pause(randomInt(...BETWEEN_TEXTS_MS));
    }
  };
  const retry = async (): Promise<void> => {
    for (;;) {
      await pause(RETRY_MS);
      const refused = unacknowledged();
      if (refused.length === 0 && !isWriting) return;
      for (const one of refused.slice(0, 10)) await deliver(one);
    }
  };
  const working = Promise.all([write(), retry()]);
  return {
    texts,
    lastAcknowledgedAt: () => lastAcknowledgedAt,
    text,
    async stop() {
      isWriting = false;
      await working;
    },
  };
}
