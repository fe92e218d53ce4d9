import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MailStandIn, startMailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
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

const ROUNDS = 32;
/** At which point of its life the server is killed, one after the other. */
const PHASES = ["ingest", "model", "tool", "send", "stream", "fetch", "any", "start"] as const;
type Phase = (typeof PHASES)[number];

const marking = createMarkingBrain();
let mailbox: MailStandIn;
let imap: Relay;
let world: OwnWorld;
beforeAll(async () => {
  mailbox = await startMailStandIn(MAILBOX);
  imap = await startRelay(mailbox.imapUrl);
  const mail = { SUPPORT_EMAIL: OUR_MAILBOX, IMAP_URL: imap.url, SMTP_URL: mailbox.smtpUrl };
  world = await createOwnWorld({ LOG_LEVEL: "warn", ...mail }, marking.brain);
});
afterAll(async () => {
  await world.end();
  await imap.stop();
  await mailbox.stop();
});

/** What was waited for comes, or the server is killed all the same: then it does not count for its phase. */
const COMES_MS = 9_000;
const comes = async (event: Promise<unknown>): Promise<boolean> =>
  await Promise.race([event.then(() => true), pause(COMES_MS, false)]);

/** A turn that is cut off three times goes to a human, so lives must be long enough for most to end. */
const LIFE_MS = [200, 3_200] as const;

/** Resolves when it is time to kill, with whether the server is in that phase. */
async function momentOf(phase: Phase, customers: Customers): Promise<() => boolean> {
  switch (phase) {
    case "start":
    case "any":
      await pause(randomInt(2_000));
      return () => true;
    case "ingest":
      return await beingTakenIn(customers);
    case "model": {
      const hold = createHold((["start", "text", "end"] as const)[randomInt(3)]);
      world.model.script([{ reply: marking.brain, hold }]);
      const isThere = await comes(hold.reached);
      // Its client is gone by the time it goes on.
      setImmediate(hold.release);
      return () => isThere;
    }
    case "tool": {
      const isThere = await comes(new Promise<void>((resolve) => marking.onCall(resolve)));
      marking.onCall(null);
      await pause(randomInt(5, 40));
      return () => isThere && marking.openCalls.size > 0;
    }
    case "send": {
      const held = randomInt(2) === 0 ? world.twilio.hold({ created: randomInt(2) === 0 }) : mailbox.holdSmtp();
      const isThere = await comes(held.arrived);
      setImmediate(held.release);
      return () => isThere;
    }
    case "stream":
      return await beingShown(customers);
    case "fetch":
      return await beingFetched(customers);
  }
}

const unexpected = (error: unknown): void => expect.unreachable(String(error));

/** A text or a visitor's message is being stored, or was stored just now and is about to be taken in. */
async function beingTakenIn({ phones, visitors }: Customers): Promise<() => boolean> {
  const visitor = randomInt(2) === 0 ? visitors.present() : null;
  let answeredAt = Number.POSITIVE_INFINITY;
  (visitor ? visitor.write() : phones.text()).then(() => {
    answeredAt = performance.now();
  }, unexpected);
  await pause(randomInt(15));
  return () => performance.now() - answeredAt < 20;
}

/** A visitor sees the first half of an answer. */
async function beingShown({ visitors }: Customers): Promise<() => boolean> {
  // It takes them a moment to come back after the last kill.
  const visitor = await until("a visitor", () => visitors.present(), COMES_MS).catch(() => null);
  if (!visitor) return () => false;
  const hold = createHold("text");
  const shown = new Promise<void>((resolve) => visitors.onDelta(resolve));
  world.model.script([{ reply: marking.brain, hold }], { conversation: visitor.conversationId });
  visitor.write().catch(unexpected);
  const isThere = (await comes(hold.reached)) && (await comes(shown));
  visitors.onDelta(null);
  setImmediate(hold.release);
  return () => isThere;
}

/** Mails are on their way from the mailbox to the database. */
async function beingFetched({ mailers }: Customers): Promise<() => boolean> {
  const asked = imap.says(/BODY\.PEEK\[\]/);
  await mailers.post(randomInt(2, 8));
  const isThere = await comes(asked);
  const at = performance.now();
  await pause(randomInt(15));
  return () => isThere && performance.now() - at < 30;
}

const kills = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]));
const startsMs: number[] = [];

async function liveAndDie(phase: Phase, customers: Customers): Promise<void> {
  const server: Running = world.launch();
  if (phase !== "start") {
    const began = performance.now();
    await readyAt(server);
    startsMs.push(performance.now() - began);
    await pause(randomInt(...LIFE_MS));
  }
  const isInPhase = await momentOf(phase, customers);
  const counts = isInPhase();
  server.kill("SIGKILL");
  await server.ended;
  marking.clear();
  if (counts) kills.set(phase, (kills.get(phase) ?? 0) + 1);
}

/** What is in a mailbox before anybody has looked is not read. */
async function lookIntoMailbox(): Promise<void> {
  const caughtUp = imap.says(/ IDLE\r/);
  const server = await world.start();
  await caughtUp;
  server.kill("SIGKILL");
  await server.ended;
}

it(`${ROUNDS} kills lose nothing and say nothing twice on any channel [TURN-5, TURN-6, IN-1, IN-2, IN-5, OUT-2, DB-2, CHAOS-1, CHAOS-2, CHAOS-3]`, {
  timeout: 20 * 60_000,
}, async () => {
  await lookIntoMailbox();
  const customers: Customers = {
    twilio: world.twilio,
    mailbox,
    phones: startPhones(world.twilio),
    mailers: startMailers(mailbox),
    visitors: startVisitors([world.url]),
  };
  const { phones, mailers, visitors } = customers;
  for (let round = 0; round < ROUNDS; round += 1) await liveAndDie(PHASES[round % PHASES.length] ?? "any", customers);

  await world.start();
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
    `chaos: ${ROUNDS} rounds, ${summary(all, customers)}; ` +
      `killed in ${[...kills].map(([phase, n]) => `${phase} ${n}`).join(", ")}; ` +
      `start ${Math.round(median(startsMs))} ms, at rest ${Math.round(performance.now() - began)} ms after the last`,
  );
  await expectNothingLost(all, customers);
  await expectNoDeadLetters(world, all);
  for (const phase of PHASES)
    expect([phase, kills.get(phase)]).toEqual([phase, expect.toSatisfy((n: number) => n > 0)]);
});

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
