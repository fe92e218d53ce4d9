import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MailStandIn, startMailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { freePort } from "../harness/free-port.ts";
import { MAILBOX, OUR_MAILBOX } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { startMailers } from "../programs/mailers.ts";
import { createMarkingBrain } from "../programs/marking-brain.ts";
import { createOwnWorld, type OwnWorld } from "../programs/own-world.ts";
import { startPhones } from "../programs/phones.ts";
import { type Relay, startRelay } from "../programs/relay.ts";
import { type Running, readyAt } from "../programs/run-program.ts";
import { startVisitors } from "../programs/visitors.ts";
import { type Customers, expectNoDeadLetters, expectNothingLost, isAtRest, summary } from "./chaos-outcome.ts";

const ROUNDS = 6;
/** Long enough for what the dead one has left to be taken over by the other: after nine seconds without a sign of life. */
const LIFE_MS = [1_000, 6_000] as const;
const SECONDS_DOWN = [0, 2] as const;
const HOLD_MS = 3_000;

interface Process {
  readonly url: string;
  readonly port: number;
  running: Running;
}

const { brain } = createMarkingBrain();
let database: TestDatabase;
let mailbox: MailStandIn;
let imap: Relay;
let world: OwnWorld;
const processes: Process[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  mailbox = await startMailStandIn(MAILBOX);
  imap = await startRelay(mailbox.imapUrl);
  const mail = { SUPPORT_EMAIL: OUR_MAILBOX, IMAP_URL: imap.url, SMTP_URL: mailbox.smtpUrl };
  world = await createOwnWorld({ LOG_LEVEL: "warn", DATABASE_URL: database.url, ...mail }, brain);
  // What is in a mailbox before anybody has looked is not read.
  const caughtUp = imap.says(/ IDLE\r/);
  for (const port of [Number(new URL(world.url).port), await freePort()]) {
    const running = world.launch(port);
    processes.push({ url: await readyAt(running), port, running });
  }
  await caughtUp;
});
afterAll(async () => {
  await world.end();
  await imap.stop();
  await mailbox.stop();
  await database.drop();
});

const sendTextsTo = ({ url }: Process): void => world.twilio.pointAt({ publicUrl: world.url, target: url });

const unexpected = (error: unknown): void => expect.unreachable(String(error));

/** A visitor sees the first half of an answer, which one of the two processes is writing. */
async function whileAnAnswerIsWritten({ visitors }: Customers): Promise<() => void> {
  const visitor = visitors.present();
  if (!visitor) return () => {};
  const hold = createHold("text");
  world.model.script([{ reply: brain, hold }], { conversation: visitor.conversationId });
  visitor.write().catch(unexpected);
  await Promise.race([hold.reached, pause(HOLD_MS)]);
  return hold.release;
}

async function dieAndReturn(doomed: Process, survivor: Process, customers: Customers): Promise<void> {
  sendTextsTo(doomed);
  await pause(randomInt(...LIFE_MS));
  const goOn = await whileAnAnswerIsWritten(customers);
  await pause(randomInt(200));
  doomed.running.kill("SIGKILL");
  await doomed.running.ended;
  goOn();
  sendTextsTo(survivor);
  await pause(1_000 * randomInt(...SECONDS_DOWN));
  doomed.running = world.launch(doomed.port);
  await readyAt(doomed.running);
}

it("two processes, of which one after the other is killed, lose nothing and say nothing twice [CHAOS-4, TURN-1, RT-3]", {
  timeout: 10 * 60_000,
}, async () => {
  const [one, other] = processes as [Process, Process];
  const customers: Customers = {
    twilio: world.twilio,
    mailbox,
    phones: startPhones(world.twilio),
    mailers: startMailers(mailbox),
    visitors: startVisitors(processes.map(({ url }) => url)),
  };
  const { phones, mailers, visitors } = customers;
  for (let round = 0; round < ROUNDS; round += 1)
    await (round % 2 === 0 ? dieAndReturn(one, other, customers) : dieAndReturn(other, one, customers));

  const began = performance.now();
  await Promise.all([phones.stop(), mailers.stop(), visitors.stop()]);
  const all = await until(
    "everything to be answered",
    async () => {
      const found = await world.conversations();
      return isAtRest(found, customers) && found;
    },
    120_000,
  );
  await world.twilio.settled();
  visitors.leave();
  console.log(
    `chaos over processes: ${ROUNDS} rounds, ${summary(all, customers)}; the mailbox was opened by ${imap.mostOpen} at ` +
      `once; at rest ${Math.round(performance.now() - began)} ms after the last`,
  );
  await expectNothingLost(all, customers);
  await expectNoDeadLetters(world, all);
  expect(imap.mostOpen).toBe(1);
});
