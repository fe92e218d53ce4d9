import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { threadKey } from "../../src/contract/index.ts";
import { until } from "../harness/until.ts";
import type { LiveBench, Visitor } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";

/** What a channel owes a customer who watches: everything once and in order, whatever happens to his connection. */
export function itIsLive(scene: () => Scene<LiveBench>): void {
  describe("being live", () => {
    itStoresFirst(scene);
    itShows(scene);
    itIsTold(scene);
  });
}

/** Somebody who has said "Hello", in the thread that this began. */
async function aVisitor({ bench, start }: Scene<LiveBench>) {
  await start();
  const visitor = await bench.visit();
  await visitor.say("Hello", randomUUID());
  return { visitor, thread: await until("the thread's name", () => visitor.thread()) };
}

const texts = (visitor: Visitor): string[] => visitor.shown().map(({ text }) => text);

function itStoresFirst(scene: () => Scene<LiveBench>): void {
  it("acknowledges with the message as it is stored, and only then", async () => {
    const { host, start, bench } = scene();
    await start();
    const visitor = await bench.visit();
    const asked = Promise.withResolvers<void>();
    const storing = Promise.withResolvers<void>();
    host.onAccept(() => {
      asked.resolve();
      return storing.promise;
    });
    const saying = visitor.say("Hello", randomUUID());
    await asked.promise;
    expect(visitor.shown()).toEqual([]);
    storing.resolve();
    expect(await saying).toMatchObject({ seq: 1, text: "Hello" });
  });

  it("does not acknowledge what could not be stored, and takes it when it comes again", async () => {
    const { host, start, bench } = scene();
    await start();
    const visitor = await bench.visit();
    const id = randomUUID();
    host.onAccept(() => Promise.reject(new Error("the disk is full")));
    await expect(visitor.say("Hello", id)).rejects.toThrow();
    host.onAccept(async () => {});
    expect(await visitor.say("Hello", id)).toMatchObject({ seq: 1, text: "Hello" });
    expect(host.rows).toHaveLength(1);
  });

  it("takes what is said twice under one id for one message, also after a reconnect", async () => {
    const { host, start, bench } = scene();
    await start();
    const visitor = await bench.visit();
    const id = randomUUID();
    const first = await visitor.say("Hello", id);
    await visitor.drop();
    await visitor.comeBack();
    expect(await visitor.say("Hello", id)).toMatchObject({ id: first.id, seq: first.seq });
    expect(host.rows).toHaveLength(1);
  });

  it("keeps two visitors apart", async () => {
    const [one, two] = [await aVisitor(scene()), await aVisitor(scene())];
    expect(one.thread).not.toBe(two.thread);
    scene().host.conversations.say(one.thread, { text: "For one" });
    scene().host.conversations.say(two.thread, { text: "For two" });
    await until("both answers", () => texts(one.visitor).includes("For one") && texts(two.visitor).includes("For two"));
    expect(texts(one.visitor)).not.toContain("For two");
    expect(texts(two.visitor)).not.toContain("For one");
  });
}

function itShows(scene: () => Scene<LiveBench>): void {
  it("shows what is said as it is said, in order", async () => {
    const { visitor, thread } = await aVisitor(scene());
    for (let index = 1; index <= 20; index += 1) scene().host.conversations.say(thread, { text: `Answer ${index}` });
    await until("the last answer", () => texts(visitor).includes("Answer 20"));
    const answers = visitor.shown().filter(({ text }) => text.startsWith("Answer"));
    expect(answers.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_each, index) => index + 2));
  });

  it("shows what was said while nobody was there, without gaps and doubles", async () => {
    const { visitor, thread } = await aVisitor(scene());
    scene().host.conversations.say(thread, { text: "Before" });
    await until("the first answer", () => texts(visitor).includes("Before"));
    await visitor.drop();
    scene().host.conversations.say(thread, { text: "Meanwhile" });
    scene().host.conversations.say(thread, { text: "A note", internal: true });
    await visitor.comeBack();
    scene().host.conversations.say(thread, { text: "After" });
    await until("the last answer", () => texts(visitor).includes("After"));
    const answers = texts(visitor).filter((text) => text !== "Hello");
    expect(answers).toEqual(["Before", "Meanwhile", "After"]);
  });
}

function itIsTold(scene: () => Scene<LiveBench>): void {
  it("is told of threads that nobody watches, at any time, without an error", async () => {
    const { bench, start } = scene();
    const nobody = threadKey("nobody's thread");
    const tell = (): void => {
      const { live } = bench.adapter;
      live.typing(nobody, "operator", true);
      live.delta(nobody, { turnId: "t", offset: 0, text: "Let me" });
      live.retract(nobody, "t");
      live.typing(nobody, "assistant", false);
    };
    expect(tell).not.toThrow();
    await start();
    expect(tell).not.toThrow();
    await bench.adapter.stop();
    expect(tell).not.toThrow();
  });

  it("passes on what is being written, and that it is taken back, to its own visitor", async () => {
    const [one, two] = [await aVisitor(scene()), await aVisitor(scene())];
    const { live } = scene().bench.adapter;
    live.typing(one.thread, "operator", true);
    live.delta(one.thread, { turnId: "t", offset: 0, text: "Let me" });
    live.delta(one.thread, { turnId: "t", offset: 6, text: " see" });
    live.retract(one.thread, "t");
    await until("the retraction", () => one.visitor.heard().some(({ kind }) => kind === "retract"));
    expect(one.visitor.heard().filter(({ kind }) => kind !== "typing")).toEqual([
      { kind: "delta", turnId: "t", offset: 0, text: "Let me" },
      { kind: "delta", turnId: "t", offset: 6, text: " see" },
      { kind: "retract", turnId: "t" },
    ]);
    expect(one.visitor.heard()).toContainEqual({ kind: "typing", author: "operator", on: true });
    expect(two.visitor.heard()).toEqual([]);
  });
}
