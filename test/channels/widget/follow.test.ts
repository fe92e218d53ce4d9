import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ShownMessage, type ThreadKey, threadKey } from "../../../src/contract/index.ts";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { type Page, taken } from "./open-page.ts";
import { openWidget, serveWidget } from "./open-widget.ts";

let widget: Awaited<ReturnType<typeof openWidget>>;
let page: Page;
let thread: ThreadKey;
let conversationId: string;
beforeEach(async () => {
  widget = await openWidget();
  page = await widget.visit();
  const first = taken(await page.say("Hello"));
  thread = threadKey(first.externalId!.split("/")[0]!);
  conversationId = first.conversationId;
});
afterEach(() => widget.close());

const say = (text: string, more: object = {}): ShownMessage => widget.host.conversations.say(thread, { text, ...more });
const texts = (of: Page) => of.messages().map(({ text }) => text);
const comeBack = (auth: object = {}, acknowledges = false) =>
  widget.visit({ auth: { session: page.session().session, ...auth }, acknowledges });
const seen = (status: string) =>
  widget.host.conversations.seen.filter((mark) => mark.status === status).map(({ upTo }) => upTo);

describe("what a page is shown [WIDGET-4]", () => {
  it.each<[string, (id: string) => object, string[]]>([
    ["everything, when it has nothing", () => ({}), ["Hello", "One", "Two"]],
    ["what is newer, when it names its place", (id) => ({ conversationId: id, lastSeq: 2 }), ["Two"]],
    ["everything, when it names no place", (id) => ({ conversationId: id }), ["Hello", "One", "Two"]],
    [
      "everything, when the place is of another conversation",
      () => ({ conversationId: randomUUID(), lastSeq: 2 }),
      ["Hello", "One", "Two"],
    ],
    ["what is newer, when its place is of no conversation in particular", () => ({ lastSeq: 2 }), ["Two"]],
    ["what comes, when its place is beyond the end", (id) => ({ conversationId: id, lastSeq: 99 }), []],
  ])("is %s", async (_name, auth, expected) => {
    say("One");
    say("A note", { internal: true });
    say("Two");
    const back = await comeBack(auth(conversationId));
    say("The end");
    await until("the end", () => texts(back).includes("The end"));
    expect(texts(back)).toEqual([...expected, "The end"]);
  });

  it("is the same in every tab, whoever wrote it", async () => {
    const tabs = [page, await comeBack(), await comeBack()];
    for (const [index, tab] of tabs.entries()) taken(await tab.say(`From tab ${index}`));
    say("To all");
    const all = ["Hello", "From tab 0", "From tab 1", "From tab 2", "To all"];
    for (const tab of tabs) {
      await until("everything", () => texts(tab).length === all.length);
      expect(texts(tab)).toEqual(all);
    }
  });

  it("is told of what becomes of messages and of the conversation", async () => {
    const answer = say("One");
    await widget.host.live.markSeen(thread, 2, "read");
    widget.host.conversations.setState(thread, "queued");
    await until("the state", () => page.all<{ state: string }>("conversation").some(({ state }) => state === "queued"));
    expect(page.all("status")).toContainEqual({ messageId: answer.id, delivery: { status: "read", error: null } });
    expect(page.all("conversation")).toContainEqual({ id: conversationId, state: "queued" });
  });

  it("is told what is being written, in the wire's words", async () => {
    const { live } = widget.channel;
    live.typing(thread, "assistant", true);
    live.delta(thread, { turnId: "t1", offset: 0, text: "Let me" });
    live.retract(thread, "t1");
    await until("the retraction", () => page.all("retract").length === 1);
    expect(page.came.slice(-3)).toEqual([
      ["typing", { author: "assistant", on: true }],
      ["delta", { turnId: "t1", offset: 0, text: "Let me" }],
      ["retract", { turnId: "t1" }],
    ]);
  });

  it("ends with its connection", async () => {
    const host = createRecordingHost();
    const stopped = Promise.withResolvers<void>();
    const follow: typeof host.live.follow = async (...given) => {
      const follower = await host.live.follow(...given);
      return {
        stop() {
          follower.stop();
          stopped.resolve();
        },
      };
    };
    const other = await serveWidget({ ...host, live: { ...host.live, follow } });
    await other.channel.start();
    (await other.visit()).close();
    await stopped.promise;
    await other.close();
  });
});

describe("asking with since [WIDGET-4]", () => {
  it("gives what is newer, oldest first", async () => {
    say("One");
    say("Two");
    const { messages } = await page.ask<{ messages: ShownMessage[] }>("since", { conversationId, seq: 1 });
    expect(messages.map(({ text }) => text)).toEqual(["One", "Two"]);
  });

  it("gives nothing of another's conversation, nor of none [WIDGET-5]", async () => {
    const other = await widget.visit();
    for (const foreign of [conversationId, randomUUID()])
      expect(await other.ask("since", { conversationId: foreign, seq: 0 })).toEqual({ messages: [] });
  });
});

describe("asking again and again [WIDGET-11]", () => {
  it("is answered once at a time, and read no more often than that", async () => {
    const host = createRecordingHost();
    let gate = Promise.withResolvers<void>();
    let asked = 0;
    const messagesSince: typeof host.live.messagesSince = async (...given) => {
      asked += 1;
      await gate.promise;
      return await host.live.messagesSince(...given);
    };
    const other = await serveWidget({ ...host, live: { ...host.live, messagesSince } });
    host.attach(other.channel);
    await other.channel.start();
    const asking = await other.visit();
    const own = { conversationId: taken(await asking.say("Hello")).conversationId, seq: 0 };
    const first = asking.ask<{ messages: unknown[] }>("since", own);
    let answered = 0;
    for (let n = 0; n < 5; n += 1) asking.socket.emit("since", own, () => (answered += 1));
    taken(await asking.say("Still here"));
    gate.resolve();
    expect((await first).messages).toHaveLength(2);
    expect((await asking.ask<{ messages: unknown[] }>("since", own)).messages).toHaveLength(2);
    expect([asked, answered]).toEqual([2, 0]);

    gate = Promise.withResolvers<void>();
    for (let n = 0; n < 30; n += 1) asking.socket.emit("since", own, () => {});
    await until("the end", () => asking.ends.length > 0);
    gate.resolve();
    await other.close();
  });
});

describe("what a visitor has got and read [WIDGET-8]", () => {
  it("is known of a page that says so, once for many", async () => {
    const back = await comeBack({}, true);
    for (let index = 0; index < 30; index += 1) say(`Answer ${index}`);
    await until("the last one", () => seen("delivered").at(-1) === 31);
    expect(texts(back)).toHaveLength(31);
    const marks = seen("delivered");
    expect(marks).toEqual([...new Set(marks)].sort((one, other) => one - other));
  });

  it("is known of one that comes back with its place, or asks from it", async () => {
    say("One");
    await comeBack({ conversationId, lastSeq: 2 });
    await until("the mark", () => seen("delivered").includes(2));
    say("Two");
    await until("it to be shown", () => texts(page).includes("Two"));
    await page.ask("since", { conversationId, seq: 3 });
    expect(seen("delivered")).toContain(3);
  });

  it("is no more than there is, whatever place a page comes back with", async () => {
    say("One");
    await comeBack({ conversationId, lastSeq: 99 });
    await until("the mark", () => seen("delivered").length > 0);
    expect(seen("delivered")).toEqual([2]);
  });

  it("is not known of one that is merely connected", async () => {
    say("One");
    await until("it to be shown", () => texts(page).includes("One"));
    expect(widget.host.conversations.seen).toEqual([]);
  });

  it("is read when the page says so, and never more than it was shown", async () => {
    say("One");
    await until("it to be shown", () => texts(page).includes("One"));
    page.socket.emit("read", { conversationId, seq: 9_000_000 });
    await until("the mark", () => seen("read").length > 0);
    expect(seen("read")).toEqual([2]);
  });

  it.each<[string, unknown]>([
    ["another conversation", { conversationId: randomUUID(), seq: 1 }],
    ["no conversation", { seq: 1 }],
    ["a place before the beginning", { conversationId: "own", seq: -1 }],
  ])("is nothing in %s [WIDGET-5]", async (_name, payload) => {
    page.socket.emit("read", payload);
    taken(await page.say("Later"));
    expect(seen("read")).toEqual([]);
  });
});

describe("what a visitor types", () => {
  const typing = () => widget.host.conversations.typing.map(({ on }) => on);

  it("is passed on once while he types, and that he has stopped", async () => {
    for (let index = 0; index < 10; index += 1) page.socket.emit("typing", { on: true });
    page.socket.emit("typing", { on: false });
    page.socket.emit("typing", { on: false });
    taken(await page.say("Done"));
    expect(widget.host.conversations.typing).toEqual([
      { thread, on: true },
      { thread, on: false },
    ]);
  });

  it("ends when he goes", async () => {
    page.socket.emit("typing", { on: true });
    await until("the beginning", () => typing().length === 1);
    page.close();
    await until("the end", () => typing().length === 2);
    expect(typing()).toEqual([true, false]);
  });
});
