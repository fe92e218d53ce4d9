import { setTimeout as sleep } from "node:timers/promises";
import { letter } from "../harness/post.ts";
import { until } from "../harness/until.ts";
import type { BenchProduct } from "./bench-product.ts";
import type { Figure } from "./figures.ts";

const MAILS = 1_000;
const ENOUGH_MS = 600_000;
/** To be asked for its metrics keeps the product from its work. */
const LOOK_EVERY_MS = 200;

/** Mails a second from their arrival in the mailbox, all at once, to the last one stored as a message. */
export async function measureMail({ mailbox, url, memory }: BenchProduct): Promise<Figure[]> {
  await findMailbox(mailbox);
  const before = await countStored(url);
  const answeredBefore = mailbox.sent.length;
  const mails = Array.from({ length: MAILS }, (_, n) => letter({ from: `sender${n}@customer.example`, body: BODY }));
  const began = performance.now();
  for (const { bytes } of mails) await mailbox.deliver(bytes);
  await until("all mails to be stored", async () => (await countStored(url)) >= before + MAILS, ENOUGH_MS);
  const took = performance.now() - began;
  // The stand-in keeps the last thousand that left.
  await until("all answers", () => mailbox.sent.length >= Math.min(answeredBefore + MAILS, MAILS), ENOUGH_MS);
  const answered = performance.now() - began;
  const on = `${MAILS} mails of as many senders at once, each answered by an instant model meanwhile`;
  return [
    { name: "mails from mailbox to message", value: MAILS / (took / 1_000), unit: "/s", on },
    { name: "mails from mailbox to answer", value: MAILS / (answered / 1_000), unit: "/s", on: "the same" },
    {
      name: "memory, after mails",
      value: (await memory()) / 2 ** 20,
      unit: "MB",
      on: "resident, after the mails above",
    },
  ];
}

/** What is in a mailbox before it is found is not read, so mails are written until one is answered. */
async function findMailbox(mailbox: BenchProduct["mailbox"]): Promise<void> {
  let written = 0;
  const write = async (): Promise<string> => {
    written += 1;
    const from = `warm-up${written}@customer.example`;
    await mailbox.deliver(letter({ from, body: BODY }).bytes);
    return from;
  };
  await until("a first answer", async () => {
    await write();
    await sleep(LOOK_EVERY_MS);
    return mailbox.sent.length > 0;
  });
  // Those before it are stored by then.
  const last = await write();
  await until("the last answer", () => mailbox.sent.some(({ to }) => to.includes(last)));
}

async function countStored(url: string): Promise<number> {
  await sleep(LOOK_EVERY_MS);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^switchboard_ingested_total\{channel="email",result="done"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}

const BODY = [
  "Hello,",
  "",
  "we are a team of eight and think about the Pro plan. What does it cost, and is there a discount when we pay for a year?",
  "",
  "Kind regards",
  "Ann Example",
  "",
  "-- ",
  "Ann Example, Example Ltd.",
].join("\r\n");
