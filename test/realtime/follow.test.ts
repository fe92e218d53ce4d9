import { randomInt } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { threadKey } from "../../src/contract/index.ts";
import { appendMessage } from "../../src/conversation/append-message.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import { recordEvent } from "../../src/conversation/record-event.ts";
import { Follower, type News } from "../../src/realtime/follow.ts";
import { createHints } from "../../src/realtime/hints.ts";
import { createLiveHost } from "../../src/realtime/live-host.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

let threads = 0;

async function newThread(): Promise<{ threadKey: string; open(): Promise<string> }> {
  threads += 1;
  const threadKey = `thread-${threads}`;
  return {
    threadKey,
    async open() {
      const { outside } = test.database;
      const contact = await outside.contact.create({ data: {} });
      const row = { contactId: contact.id, channel: "widget", threadKey, ourAddress: "us", theirAddress: "x" } as const;
      const { id } = await outside.conversation.create({ data: row });
      test.database.changes.announce(threadKey);
      return id;
    },
  };
}

type Act = "customer" | "assistant" | "note" | "event";

async function happens(id: string, act: Act): Promise<void> {
  await test.database.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    if (!held) throw new Error("no conversation");
    const at = new Date();
    if (act === "event") await recordEvent(tx, held, { kind: "claimed", by: "kim", at });
    else
      await appendMessage(tx, held, {
        author: act === "note" ? "operator" : act,
        internal: act === "note",
        text: act,
        at,
        ...(act === "assistant" && { delivery: "sent" as const }),
      });
    await letGo(tx, held);
  });
}

/** Hints as a bad network brings them: some never, some twice, some late. */
function badHints() {
  const hints = createHints(test.database.changes);
  return {
    ...hints,
    on(subject: string, hear: () => void, seq: () => number) {
      const hearBadly = (): void => {
        const times = randomInt(3);
        for (let n = 0; n < times; n += 1) setTimeout(hear, randomInt(5));
      };
      return hints.on(subject, hearBadly, seq);
    },
    hints,
  };
}

/** The same but for one member: Prisma's objects cannot be spread. */
function withMember<T extends object, K extends keyof T>(of: T, name: K, member: T[K]): T {
  return new Proxy(of, { get: (target, asked) => (asked === name ? member : Reflect.get(target, asked)) });
}

/** That many numbers at once: every third one is an event. */
async function fill(id: string, count: number): Promise<void> {
  const { outside } = test.database;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const at = new Date();
  await outside.message.createMany({
    data: numbers
      .filter((seq) => seq % 3 !== 0)
      .map((seq) => ({
        conversationId: id,
        seq,
        engagement: 1,
        author: "customer" as const,
        text: "x",
        fullText: "x",
        at,
      })),
  });
  await outside.event.createMany({
    data: numbers
      .filter((seq) => seq % 3 === 0)
      .map((seq) => ({ conversationId: id, seq, kind: "claimed" as const, by: "kim", at })),
  });
  await outside.conversation.update({ where: { id }, data: { seq: count } });
}

const numbersOf = (news: readonly News[]): number[] =>
  news.flatMap((item) => {
    if (item.kind === "message") return [item.message.seq];
    return item.kind === "event" ? [item.event.seq] : [];
  });

describe("whoever follows a thread", () => {
  it("is shown each number once and in order, whatever becomes of hints [RT-1]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Act>("customer", "assistant", "note", "event"), { minLength: 1, maxLength: 12 }),
        fc.nat({ max: 5 }),
        async (acts, afterSeq) => {
          const thread = await newThread();
          const bad = badHints();
          const deps = {
            database: test.database,
            hints: bad,
            onError: (error: Error) => expect.unreachable(error.message),
          };
          const seen: Record<"customer" | "desk", News[]> = { customer: [], desk: [] };
          const followed = { channel: "widget", threadKey: thread.threadKey } as const;
          const customer = new Follower(followed, 0, "customer", (news) => seen.customer.push(news), deps);
          await customer.start();
          const id = await thread.open();
          const half = Math.floor(acts.length / 2);
          for (const act of acts.slice(0, half)) await happens(id, act);
          const desk = new Follower({ conversationId: id }, afterSeq, "desk", (news) => seen.desk.push(news), deps);
          // What comes while somebody begins to look must not fall between the two.
          await Promise.all([desk.start(), ...acts.slice(half).map((act) => happens(id, act))]);
          const done = (): boolean => customer.seq >= acts.length && desk.seq >= Math.max(acts.length, afterSeq);
          await until("both", async () => {
            test.database.changes.announce(thread.threadKey);
            test.database.changes.announce(id);
            await nextTurn();
            return done();
          });
          customer.stop();
          desk.stop();
          bad.hints.stop();

          const all = Array.from({ length: acts.length }, (_, index) => index + 1);
          expect(numbersOf(seen.desk)).toEqual(all.filter((seq) => seq > afterSeq));
          const { outside } = test.database;
          const visible = await outside.message.findMany({ where: { conversationId: id, internal: false } });
          expect(numbersOf(seen.customer)).toEqual(visible.map(({ seq }) => seq).sort((a, b) => a - b));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is shown what became of a message, once, and the state when it changes [RT-1]", async () => {
    const thread = await newThread();
    const id = await thread.open();
    await happens(id, "assistant");
    const hints = createHints(test.database.changes);
    const news: News[] = [];
    const follower = new Follower({ conversationId: id }, 0, "customer", (item) => news.push(item), {
      database: test.database,
      hints,
      onError: (error) => expect.unreachable(error.message),
    });
    await follower.start();
    const { outside, changes } = test.database;
    await outside.message.updateMany({ where: { conversationId: id }, data: { delivery: "read" } });
    for (let n = 0; n < 3; n += 1) changes.announce(id);
    await until("the status", () => news.some(({ kind }) => kind === "status"));
    await outside.conversation.update({ where: { id }, data: { owner: "closed" } });
    for (let n = 0; n < 3; n += 1) changes.announce(id);
    await until("the state", () => news.filter(({ kind }) => kind === "conversation").length === 2);
    follower.stop();
    hints.stop();
    expect(news.map(({ kind }) => kind)).toEqual(["message", "conversation", "status", "conversation"]);
  });

  it("is shown a long conversation page by page, and nothing of it is left out [RT-1, RT-7]", async () => {
    const thread = await newThread();
    const id = await thread.open();
    await fill(id, 450);
    const hints = createHints(test.database.changes);
    let most = 0;
    const { outside } = test.database;
    const findMany: typeof outside.message.findMany = (async (args: Parameters<typeof outside.message.findMany>[0]) => {
      const rows = await outside.message.findMany(args);
      most = Math.max(most, rows.length);
      return rows;
    }) as never;
    const message = withMember(outside.message, "findMany", findMany);
    const database = { ...test.database, outside: withMember(outside, "message", message) };
    const deps = { database, hints, onError: () => expect.unreachable() };
    for (const audience of ["customer", "desk"] as const) {
      const news: News[] = [];
      const follower = new Follower({ conversationId: id }, 3, audience, (item) => news.push(item), deps);
      await follower.start();
      follower.stop();
      const wanted = Array.from({ length: 447 }, (_, index) => index + 4);
      expect(numbersOf(news)).toEqual(audience === "desk" ? wanted : wanted.filter((seq) => seq % 3 !== 0));
      expect(news.filter(({ kind }) => kind === "conversation")).toHaveLength(1);
    }
    const host = createLiveHost("widget", {
      ...deps,
      acceptAndIngest: () => expect.unreachable(),
      customerTyping: () => {},
      addressOf: () => expect.unreachable(),
    });
    const messages = await host.messagesSince(threadKey(thread.threadKey), 3);
    expect(messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 447 }, (_, index) => index + 4).filter((seq) => seq % 3 !== 0),
    );
    expect(most).toBeLessThanOrEqual(200);
    hints.stop();
  });

  it("is shown what was missed when the database could not be asked for a while [RT-1]", async () => {
    const thread = await newThread();
    const id = await thread.open();
    const hints = createHints(test.database.changes);
    let isDown = false;
    const errors: Error[] = [];
    const database = {
      ...test.database,
      get outside() {
        if (isDown) throw new Error("down");
        return test.database.outside;
      },
    };
    const news: News[] = [];
    const follower = new Follower({ conversationId: id }, 0, "customer", (item) => news.push(item), {
      database,
      hints,
      onError: (error) => errors.push(error),
    });
    await follower.start();
    isDown = true;
    await happens(id, "customer");
    await until("an error", () => errors.length > 0);
    isDown = false;
    await until("the message, without another hint", () => numbersOf(news).length === 1);
    follower.stop();
    hints.stop();
  });
});
