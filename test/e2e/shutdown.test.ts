import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { descendantsOf, isRunning, postmasterOf } from "../database/programs/run-program.ts";
import { until } from "../harness/until.ts";
import { type OwnWorld, ownWorld } from "../programs/own-world.ts";
import type { Running } from "../programs/run-program.ts";

const NUMBER = "+15550400000";
const ANSWER = "Pro is $49 a month.";
/** How long what runs may go on, and then everything else. */
const DRAIN_MS = 8_000;
const REST_MS = 5_000;

/** Ends the server by `end` and says how, how long it took, and what of its database is left. */
async function endOf(server: Running, world: OwnWorld, end: () => void) {
  const children = descendantsOf(server.pid).map(({ pid }) => pid);
  expect(children.length).toBeGreaterThan(1);
  const began = performance.now();
  end();
  const ended = await server.ended;
  const ms = performance.now() - began;
  // A server that was not asked to end needs a moment to notice that we are gone.
  await until("PostgreSQL to be gone", () => !children.some(isRunning));
  return { ...ended, ms, hasLock: existsSync(join(world.dataDir, "lock.pid")) };
}

const isAnswered = async (world: OwnWorld) => {
  // What is sent while we stop may stay at "sent": its receipt finds nobody, and Twilio does not bring it twice.
  const whole = await world.conversationWhen(NUMBER, ({ messages }) => {
    const { author, delivery } = messages.at(-1) ?? {};
    return author === "assistant" && (delivery?.status === "sent" || delivery?.status === "delivered");
  });
  expect(whole.messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
  expect(world.textsTo(NUMBER)).toEqual([ANSWER]);
  return whole;
};

describe.concurrent("an orderly end", { timeout: 90_000 }, () => {
  it("at rest is quick, and leaves no database server and no lock behind [OUT-6]", async (test) => {
    const world = await ownWorld(test);
    const server = await world.start();
    const { code, ms, hasLock } = await endOf(server, world, () => server.kill("SIGTERM"));
    expect({ code, hasLock }).toEqual({ code: 0, hasLock: false });
    expect(ms).toBeLessThan(REST_MS);
  });

  it("gives up on a turn in time and puts it back: the next start answers, once [OUT-6, TURN-6, BEH-40]", async (test) => {
    const world = await ownWorld(test);
    const hold = createHold("text");
    world.model.script([{ reply: reply(text("Not heard to the end")), hold }, { reply: reply(text(ANSWER)) }]);
    const server = await world.start();
    await world.twilio.text({ from: NUMBER, body: "What does Pro cost?" });
    await hold.reached;
    const { code, ms } = await endOf(server, world, () => server.kill("SIGTERM"));
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(DRAIN_MS - 500);
    expect(ms).toBeLessThan(DRAIN_MS + REST_MS);
    expect(server.stdout()).toContain('"outcome":"put_back"');
    expect(world.textsTo(NUMBER)).toEqual([]);

    await world.start();
    const began = performance.now();
    const { turns } = await isAnswered(world);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(turns).toMatchObject([{ outcome: "replied", calls: 2 }]);
  });

  it("waits for a turn that ends meanwhile, also after Ctrl-C to the whole group [OUT-6, DB-5, BEH-40]", async (test) => {
    const world = await ownWorld(test);
    const hold = createHold("text");
    world.model.script([{ reply: reply(text(ANSWER)), hold }]);
    const server = await world.start();
    await world.twilio.text({ from: NUMBER, body: "What does Pro cost?" });
    await hold.reached;
    const { code, ms } = await endOf(server, world, () => {
      server.interrupt();
      until(
        "it to refuse texts",
        async () => (await world.twilio.text({ from: "+15550400001", body: "Hi" })).status !== 200,
      )
        .then(hold.release)
        .catch(() => {});
    });
    expect(code).toBe(0);
    expect(ms).toBeLessThan(DRAIN_MS);
    expect(server.stdout()).toContain('"outcome":"replied"');

    await world.start();
    await isAnswered(world);
  });

  it("waits for a send under way, which is not made again [OUT-6]", async (test) => {
    const world = await ownWorld(test);
    world.model.script([{ reply: reply(text(ANSWER)) }]);
    const held = world.twilio.hold({ created: true });
    const server = await world.start();
    await world.twilio.text({ from: NUMBER, body: "What does Pro cost?" });
    await held.arrived;
    const { code, ms } = await endOf(server, world, () => {
      server.kill("SIGTERM");
      setTimeout(held.release, 500);
    });
    expect(code).toBe(0);
    expect(ms).toBeLessThan(DRAIN_MS);
    await world.start();
    await isAnswered(world);
  });

  it("breaks off a send that takes too long; the next start looks whether it arrived [OUT-6, OUT-3]", async (test) => {
    const world = await ownWorld(test);
    world.model.script([{ reply: reply(text(ANSWER)) }]);
    const held = world.twilio.hold({ created: true });
    const server = await world.start();
    await world.twilio.text({ from: NUMBER, body: "What does Pro cost?" });
    await held.arrived;
    const { code, ms } = await endOf(server, world, () => server.kill("SIGTERM"));
    expect(code).toBe(0);
    expect(ms).toBeLessThan(DRAIN_MS + REST_MS);
    held.release();
    await world.start();
    await isAnswered(world);
  });

  it("does not wait for anything when it is asked twice; what ran is finished later [OUT-6, TURN-6]", async (test) => {
    const world = await ownWorld(test);
    const hold = createHold("text");
    world.model.script([{ reply: reply(text("Not heard to the end")), hold }, { reply: reply(text(ANSWER)) }]);
    const server = await world.start();
    await world.twilio.text({ from: NUMBER, body: "What does Pro cost?" });
    await hold.reached;
    let askedAgainAt = Number.POSITIVE_INFINITY;
    const { code } = await endOf(server, world, () => {
      server.kill("SIGTERM");
      until(
        "it to refuse texts",
        async () => (await world.twilio.text({ from: "+15550400001", body: "Hi" })).status !== 200,
      )
        .then(() => {
          askedAgainAt = performance.now();
          server.kill("SIGTERM");
        })
        .catch(() => {});
    });
    expect(code).toBe(1);
    expect(performance.now() - askedAgainAt).toBeLessThan(3_000);
    await world.start();
    await isAnswered(world);
  });

  it("during the start comes after the start, and in order [OUT-6]", async (test) => {
    const world = await ownWorld(test);
    const server = world.launch();
    await until("its database", () => existsSync(join(world.dataDir, "postgres/postmaster.pid")), 60_000);
    const { code, hasLock } = await endOf(server, world, () => server.kill("SIGTERM"));
    expect({ code, hasLock }).toEqual({ code: 0, hasLock: false });
  });

  it("comes with code 1 and a reason when the database server dies, and the next start goes on [DB-2]", async (test) => {
    const world = await ownWorld(test);
    const server = await world.start();
    const { code, ms } = await endOf(server, world, () => process.kill(postmasterOf(world.dataDir), "SIGKILL"));
    expect(code).toBe(1);
    expect(ms).toBeLessThan(REST_MS);
    expect(server.stdout()).toContain("the database server has ended");
    await world.start();
  });

  it("acknowledges a text and keeps it, or refuses it: none is lost, none doubled [OUT-6, IN-1]", async (test) => {
    const world = await ownWorld(test);
    const server = await world.start();
    const sent: { from: string; sid: string; status: number | null }[] = [];
    let isUp = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      let refusals = 0;
      // Few are refused: the next start reads all that Twilio has, and is to be done with that here.
      for (let index = 0; isUp && index < 500 && refusals < 6; index += 1) {
        const from = `+1555041${writer}${String(index).padStart(3, "0")}`;
        const { sid, status } = await world.twilio.text({ from, body: `Text ${index}` });
        sent.push({ from, sid, status });
        if (status !== 200) refusals += 1;
      }
    });
    await until("some texts", () => sent.length > 40);
    const { code } = await endOf(server, world, () => server.kill("SIGTERM"));
    isUp = false;
    await Promise.all(writers);
    expect(code).toBe(0);
    const kept = sent.filter(({ status }) => status === 200);
    const refused = sent.filter(({ status }) => status !== 200);
    expect(kept.length).toBeGreaterThan(40);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status }) => status !== null && status !== 503)).toEqual([]);

    await world.start();
    // Twilio tries some of them again, and has the others in its list.
    for (const { from, sid } of refused.slice(0, 20)) await world.twilio.text({ from, sid, body: "Again" });
    const stored = await until(
      "every text",
      async () => {
        const all = await world.conversations();
        const sids = all.flatMap(({ messages }) => messages.flatMap(({ externalId }) => externalId ?? []));
        return sent.every(({ sid }) => sids.includes(sid)) && sids;
      },
      60_000,
    );
    expect(new Set(stored).size).toBe(stored.length);
  });
});
