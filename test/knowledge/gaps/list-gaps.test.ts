import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createGaps, type Gaps } from "../../../src/knowledge/gaps/create-gaps.ts";
import { groupQuestions } from "../../../src/knowledge/gaps/group-questions.ts";
import { createVectors } from "../../../src/knowledge/vectors/create-vectors.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { until } from "../../harness/until.ts";
import { createWordEmbedder } from "../vectors/word-embedder.ts";

let test: TestDatabase;
let vectors: Vectors;
let gaps: Gaps;
let conversationId: string;
const searched: string[] = [];
/** What searches wait for. */
let hold: Promise<void> | null = null;
beforeAll(async () => {
  test = await createTestDatabase();
  const { database } = test;
  conversationId = await aConversation("gaps");
  vectors = createVectors({
    database,
    embedders: [createWordEmbedder({ model: "words", dimension: 384, batch: 64 })],
    log: { info() {}, warn() {} },
    meter: { vectorsCounted() {}, embeddingFailed() {}, questionEmbedded() {} },
  });
  gaps = createGaps({
    database,
    vectorsOf: (texts) => vectors.of(texts),
    async search(question) {
      searched.push(question);
      await hold;
      return [];
    },
  });
});
beforeEach(async () => {
  searched.length = 0;
  await test.database.outside.unansweredQuestion.deleteMany({});
});
afterAll(async () => {
  await vectors.close();
  await test.drop();
});

async function aConversation(threadKey: string): Promise<string> {
  const { outside } = test.database;
  const { id: contactId } = await outside.contact.create({ data: {} });
  const place = { channel: "sms", threadKey, ourAddress: "+15005550006", theirAddress: "+15559620001" } as const;
  return (await outside.conversation.create({ data: { contactId, ...place } })).id;
}

async function asked(...texts: readonly string[]): Promise<void> {
  const data = texts.map((text, at) => ({
    conversationId,
    turnId: randomUUID(),
    text,
    at: new Date(Date.now() - (texts.length - at) * 1_000),
  }));
  await test.database.outside.unansweredQuestion.createMany({ data });
}

/** Those that have no time to search. */
function hasty(): Gaps {
  return createGaps({
    database: test.database,
    vectorsOf: (texts) => vectors.of(texts),
    search: () => Promise.reject(new Error("asked")),
    searchingMs: 0,
  });
}

/** What the work came to, and the longest for which nothing else had a turn meanwhile, ms of the processor. */
async function longestTurn<T>(work: Promise<T>): Promise<[T, number]> {
  let longestMs = 0;
  let last = cpuMs();
  const look = (): void => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
  };
  const looking = setInterval(look, 5);
  try {
    const done = await work;
    look();
    return [done, longestMs];
  } finally {
    clearInterval(looking);
  }
}

it("questions are listed by what they mean, in one line of their own words [GAP-5]", async () => {
  await asked("how do zebras sleep at night", "Zebras:\n how  do they sleep at night?", "prices for penguins please");
  expect((await gaps.list(30, 10)).map(({ question, count }) => ({ question, count }))).toEqual([
    { question: "how do zebras sleep at night", count: 2 },
    { question: "prices for penguins please", count: 1 },
  ]);
  expect(await test.database.outside.embedding.count({ where: { model: "words" } })).toBe(3);
});

it("a long question is cut, and its example is whole [GAP-5]", async () => {
  const long = "zebra ".repeat(80).trim();
  await asked(long);
  const [gap] = await gaps.list(30, 10);
  expect(gap?.question).toHaveLength(201);
  expect(gap?.examples[0]?.text).toBe(long);
});

it("is made once for all who ask for it at the same time, and anew when a gap was dismissed meanwhile [GAP-5]", async () => {
  await asked("how do zebras sleep at night", "prices for penguins please");
  const [one, other] = await Promise.all([gaps.list(30, 10), gaps.list(30, 10)]);
  expect(other).toBe(one);
  expect(searched).toHaveLength(2);

  const held = Promise.withResolvers<void>();
  hold = held.promise;
  const before = gaps.list(30, 10);
  await until("a list that is being made", async () => searched.length === 3);
  hold = null;
  await gaps.dismiss(one?.[0]?.id ?? "", "Kim", 30);
  expect(await gaps.list(30, 10)).toHaveLength(1);
  held.resolve();
  expect(await before).toHaveLength(2);
});

it("is whole when there is no time to look for what answers them now [GAP-5]", async () => {
  await asked("how do zebras sleep at night", "prices for penguins please");
  expect(await hasty().list(30, 10)).toMatchObject([{ nowFound: [] }, { nowFound: [] }]);
});

it("nonsense in many words keeps nobody waiting [GAP-5]", async () => {
  const texts = Array.from({ length: 2_000 }, (_, at) =>
    Array.from({ length: 60 }, (_word, index) => (at * 60 + index + 40_000).toString(26)).join(" "),
  );
  const began = cpuMs();
  const { length } = await groupQuestions(texts.map((text, at) => ({ id: String(at), text, vector: null })));
  expect(length).toBe(2_000);
  expect(cpuMs() - began).toBeLessThan(6_000);
});

it("of very many the newest 2,000 are looked at, one search is made for each that is listed, and others get their turn [GAP-5]", async () => {
  const texts = Array.from({ length: 2_100 }, (_, at) => `alpha${at} beta${at * 7} gamma${at * 13} delta${at * 31}`);
  await asked(...texts);
  const [listed, longestMs] = await longestTurn(gaps.list(30, 5));
  expect(longestMs).toBeLessThan(500);
  expect(listed).toHaveLength(5);
  expect(searched).toHaveLength(5);
  const all = await hasty().list(30, 2_100);
  expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(2_000);
  expect(all.flatMap(({ examples }) => examples.map(({ text }) => text))).not.toContain(texts[0]);
});

it("what two conversations asked once stands before what one asked again and again [GAP-5]", async () => {
  await asked("where do zebras sleep", "penguin prices", "penguin prices", "penguin prices");
  const isIt = { text: { contains: "zebra" } };
  const zebra = await test.database.outside.unansweredQuestion.findFirstOrThrow({ where: isIt });
  const other = await aConversation("another");
  const again = { ...zebra, id: randomUUID(), turnId: randomUUID(), conversationId: other };
  await test.database.outside.unansweredQuestion.create({ data: again });
  expect((await gaps.list(30, 10)).map(({ count, conversations }) => [count, conversations])).toEqual([
    [2, 2],
    [3, 1],
  ]);
});
