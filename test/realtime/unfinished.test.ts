import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Follower, type News } from "../../src/realtime/follow.ts";
import { createHints } from "../../src/realtime/hints.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const TIMES = 150;
const onError = (error: Error): void => expect.unreachable(error.message);

async function openTurn(
  threadKey: string,
): Promise<{ conversationId: string; turnId: string; show(shown: string | null): Promise<void> }> {
  const { outside } = test.database;
  const { id: contactId } = await outside.contact.create({ data: {} });
  const address = { ourAddress: "us", theirAddress: "x", threadKey };
  const { id: conversationId } = await outside.conversation.create({
    data: { contactId, channel: "widget", ...address },
  });
  const turn = { conversationId, engagement: 1, epoch: 1, upToSeq: 1, model: "model" };
  const { id: turnId } = await outside.turn.create({ data: turn });
  return {
    conversationId,
    turnId,
    async show(shown) {
      await outside.turn.update({ where: { id: turnId }, data: { shown } });
    },
  };
}

it("whoever comes while words are taken back does not keep them [RT-6]", async () => {
  const { conversationId, show } = await openTurn("one");
  const stale: string[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    // What a socket is told, live and by its follower, in the order in which it is told.
    let page = "";
    const hear = (news: News): void => {
      if (news.kind === "delta") page = page.slice(0, news.delta.offset) + news.delta.text;
      if (news.kind === "retract") page = "";
    };
    const deps = { database: test.database, hints: createHints(test.database.changes), onError };
    const follower = new Follower({ conversationId }, 0, "customer", hear, deps);
    await show("One moment");
    const takeBack = async (): Promise<void> => {
      await pause(randomInt(4));
      await show(null);
      page = "";
    };
    await Promise.all([follower.start(), takeBack()]);
    if (page !== "") stale.push(page);
    follower.stop();
  }
  expect(stale).toEqual([]);
});

it("whoever comes in the middle of an answer is shown what is shown of it [RT-6]", async () => {
  const { conversationId, turnId, show } = await openTurn("another");
  await show("The Pro plan");
  const shown: News[] = [];
  const deps = { database: test.database, hints: createHints(test.database.changes), onError };
  const follower = new Follower({ conversationId }, 0, "customer", (news) => shown.push(news), deps);
  await follower.start();
  follower.stop();
  const delta = { turnId, offset: 0, text: "The Pro plan" };
  expect(shown.filter(({ kind }) => kind === "delta" || kind === "retract")).toEqual([{ kind: "delta", delta }]);
});
