import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import type { Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { createMarkingBrain, marksIn } from "../programs/marking-brain.ts";
import { createOwnWorld, type OwnWorld } from "../programs/own-world.ts";
import { type Phones, startPhones } from "../programs/phones.ts";
import { type Running, readyAt } from "../programs/run-program.ts";

const ROUNDS = 54;
/** At which point of its life the server is killed, one after the other. */
const PHASES = ["ingest", "model", "tool", "send", "any", "start"] as const;
type Phase = (typeof PHASES)[number];

const marking = createMarkingBrain();
let world: OwnWorld;
beforeAll(async () => {
  world = await createOwnWorld({ LOG_LEVEL: "warn" }, marking.brain);
});
afterAll(() => world.end());

/** What was waited for comes, or the server is killed all the same: then it does not count for its phase. */
const COMES_MS = 9_000;
const comes = async (event: Promise<unknown>): Promise<boolean> =>
  await Promise.race([event.then(() => true), pause(COMES_MS, false)]);

/** A turn that is cut off three times goes to a human, so lives must be long enough for most to end. */
const LIFE_MS = [200, 3_200] as const;

/** Resolves when it is time to kill, with whether the server is in that phase. */
async function momentOf(phase: Phase, phones: Phones): Promise<() => boolean> {
  switch (phase) {
    case "start":
    case "any":
      await pause(randomInt(2_000));
      return () => true;
    case "ingest": {
      let isAnswered = false;
      phones.text().then(
        () => {
          isAnswered = true;
        },
        (error: unknown) => expect.unreachable(String(error)),
      );
      await pause(randomInt(15));
      // Being stored, or just stored and about to be taken in.
      return () => !isAnswered || performance.now() - phones.lastAcknowledgedAt() < 20;
    }
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
      const held = world.twilio.hold({ created: randomInt(2) === 0 });
      const isThere = await comes(held.arrived);
      setImmediate(held.release);
      return () => isThere;
    }
  }
}

const kills = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]));
const startsMs: number[] = [];

async function liveAndDie(phase: Phase, phones: Phones): Promise<void> {
  const server: Running = world.launch();
  if (phase !== "start") {
    const began = performance.now();
    await readyAt(server);
    startsMs.push(performance.now() - began);
    await pause(randomInt(...LIFE_MS));
  }
  const isInPhase = await momentOf(phase, phones);
  const counts = isInPhase();
  server.kill("SIGKILL");
  await server.ended;
  marking.clear();
  if (counts) kills.set(phase, (kills.get(phase) ?? 0) + 1);
}

const isHandedOver = ({ conversation }: Whole): boolean => conversation.state === "queued";
const outbound = ({ messages }: Whole) =>
  messages.filter(({ author, delivery }) => author !== "customer" && delivery?.error?.code !== "superseded");
const customerMarks = ({ messages }: Whole): string[] =>
  messages.filter(({ author }) => author === "customer").flatMap(({ text }) => marksIn(text));
const answeredMarks = (whole: Whole): string[] =>
  outbound(whole).flatMap(({ author, text }) => (author === "assistant" ? marksIn(text) : []));

/** Everything is answered or with a human, and everything that was said has left. */
function isAtRest(all: readonly Whole[]): boolean {
  return all.every((whole) => {
    const answered = answeredMarks(whole);
    return (
      (isHandedOver(whole) || customerMarks(whole).every((mark) => answered.includes(mark))) &&
      outbound(whole).every(({ delivery }) => delivery?.status === "sent" || delivery?.status === "delivered")
    );
  });
}

const doubled = (list: readonly string[]): string[] => list.filter((one, index) => list.indexOf(one) !== index);

it(`${ROUNDS} kills lose nothing and say nothing twice [TURN-5, TURN-6, IN-1, IN-2, IN-5, OUT-2, DB-2]`, {
  timeout: 10 * 60_000,
}, async () => {
  const phones = startPhones(world.twilio);
  for (let round = 0; round < ROUNDS; round += 1) await liveAndDie(PHASES[round % PHASES.length] ?? "any", phones);

  await world.start();
  const began = performance.now();
  await phones.stop();
  const all = await until(
    "everything to be answered",
    async () => {
      const found = await world.conversations();
      return isAtRest(found) && found;
    },
    90_000,
  );
  await world.twilio.settled();

  const stored = all.flatMap(({ messages }) => messages.flatMap(({ externalId }) => externalId ?? []));
  const lost = phones.texts.filter(({ sid }) => !stored.includes(sid ?? "")).map(({ mark }) => mark);
  const answers = all.flatMap(answeredMarks);
  const texted = world.twilio.sent.flatMap(({ body }) => marksIn(body));
  const toolCalls = all.flatMap(({ turns }) =>
    turns.flatMap((turn) => turn.toolCalls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`)),
  );
  const handedOver = all.filter(isHandedOver);
  const crashed = handedOver.filter(({ conversation }) => conversation.handoff?.trigger === "failure");
  console.log(
    `chaos: ${ROUNDS} rounds, ${phones.texts.length} texts, lost ${lost.length}, doubled ${doubled(texted).length}; ` +
      `${answers.length} answered, ${handedOver.length} conversations of ${all.length} handed over ` +
      `(${crashed.length} after crashes); killed in ${[...kills].map(([phase, n]) => `${phase} ${n}`).join(", ")}; ` +
      `start ${Math.round(median(startsMs))} ms, at rest ${Math.round(performance.now() - began)} ms after the last`,
  );

  expect(lost).toEqual([]);
  expect(doubled(stored)).toEqual([]);
  expect(doubled(answers)).toEqual([]);
  expect(doubled(texted)).toEqual([]);
  // The search that code makes before a turn has the customer's own words.
  expect(doubled(toolCalls.filter((call) => !call.includes("Please help")))).toEqual([]);
  for (const whole of all) {
    const { conversation, messages, events } = whole;
    const said = outbound(whole).map(({ text }) => text);
    expect(world.textsTo(conversation.contact.address)).toEqual(said);
    const seqs = [...messages, ...events].map(({ seq }) => seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: conversation.seq }, (_, index) => index + 1));
    expect(conversation.tickets.length).toBeLessThanOrEqual(1);
    expect(events.filter(({ kind }) => kind === "ticket_opened")).toHaveLength(conversation.tickets.length);
  }
  expect(await world.get("/api/dead-letters")).toMatchObject({ items: [] });
  for (const phase of PHASES)
    expect([phase, kills.get(phase)]).toEqual([phase, expect.toSatisfy((n: number) => n > 0)]);
});

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
