import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backOffMs } from "../../channels/widget/page/back-off.ts";
import { type ChatNews, NOTHING_YET, type Outgoing, stateAfter } from "../../channels/widget/page/chat-state.ts";
import { createCredentials } from "../../channels/widget/page/create-credentials.ts";
import { createDelivery } from "../../channels/widget/page/create-delivery.ts";
import { createKeep, type WordStorage } from "../../channels/widget/page/create-keep.ts";
import { createOutboxKeep, type TabLocks } from "../../channels/widget/page/create-outbox-keep.ts";
import { newId } from "../../channels/widget/page/new-id.ts";
import type { SendAnswer } from "../../channels/widget/page/wire.ts";
import { message } from "./widget-messages.ts";

/** The storage of one browser: what all its tabs share. */
function browserStorage(): WordStorage {
  const storage: Record<string, string> & WordStorage = Object.create({
    getItem: (name: string) => (Object.hasOwn(storage, name) ? storage[name] : null),
    setItem(name: string, words: string) {
      storage[name] = words;
    },
    removeItem(name: string) {
      delete storage[name];
    },
  });
  return storage;
}

/** The locks of one browser. `close` is the end of a tab: what it holds goes to the next who waits. */
function browserLocks() {
  const queues = new Map<string, (() => Promise<void>)[]>();
  const locks: TabLocks = {
    async request(name, hold) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      if (queue.push(hold) === 1) await hold();
    },
  };
  const close = async (tab: string): Promise<void> => {
    const [, ...waiting] = queues.get(`switchboard.outbox.${tab}`) ?? [];
    for (const hold of waiting) await hold();
  };
  return { locks, close };
}

const outgoing = (clientId: string, more: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  text: clientId,
  files: [],
  at: "2026-11-26T12:00:00.000Z",
  failure: null,
  ...more,
});

describe("what was written and not sent", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What a second tab takes over, by and by. */
  function tabs(keep = createKeep(browserStorage()), locks?: TabLocks) {
    const adopted: Outgoing[] = [];
    const take = (left: readonly Outgoing[]): void => void adopted.push(...left);
    const first = createOutboxKeep(keep, { id: "first", before: null }, locks, () => {});
    const second = createOutboxKeep(keep, { id: "second", before: null }, locks, take);
    return { first, second, adopted, keep };
  }

  it("is taken over by another tab when its own is gone, once and not before [CHAT-3]", async () => {
    const { locks, close } = browserLocks();
    const { first, second, adopted } = tabs(createKeep(browserStorage()), locks);
    first.save([outgoing("one"), outgoing("two", { failure: "too long" })]);
    second.adopt();
    second.adopt();
    expect(adopted).toEqual([]);
    first.save([outgoing("two", { failure: "too long" }), outgoing("three")]);
    const closed = close("first");
    await vi.advanceTimersByTimeAsync(2_000);
    await closed;
    second.adopt();
    expect(adopted).toEqual([outgoing("two"), outgoing("three")]);
  });

  it("is the tab's own when it is loaded again [CHAT-3]", async () => {
    const { locks, close } = browserLocks();
    const { first, second, adopted, keep } = tabs(createKeep(browserStorage()), locks);
    first.save([outgoing("one")]);
    second.adopt();
    const closed = close("first");
    const own: Outgoing[] = [];
    createOutboxKeep(keep, { id: "third", before: "first" }, locks, (left) => void own.push(...left));
    await vi.advanceTimersByTimeAsync(2_000);
    await closed;
    expect([own, adopted]).toEqual([[outgoing("one")], []]);
  });

  it("is taken over at once in a browser that cannot tell which tabs live [CHAT-3]", () => {
    const { first, second, adopted } = tabs();
    first.save([outgoing("one")]);
    second.adopt();
    expect(adopted).toEqual([outgoing("one")]);
  });

  it("is not kept when it has files, for they do not outlive the page", () => {
    const { first, second, adopted } = tabs();
    first.save([outgoing("one", { files: [{ filename: "a.png", size: 1 }] })]);
    second.adopt();
    expect(adopted).toEqual([]);
  });

  it.each(["{", "null", "[null, 1, {}]", '{"clientId":"x"}'])("is nothing where %s is kept", (words) => {
    const { second, adopted, keep } = tabs();
    keep.set("outbox.first", words);
    second.adopt();
    expect(adopted).toEqual([]);
  });

  it("is forgotten in all tabs when the visitor leaves [CHAT-4]", () => {
    const { first, second, keep } = tabs();
    first.save([outgoing("one")]);
    second.clear();
    expect(keep.names()).toEqual([]);
  });
});

describe("words that are kept", () => {
  const refusing: WordStorage = Object.create({
    getItem() {
      throw new Error("forbidden");
    },
    setItem() {
      throw new Error("full");
    },
    removeItem() {
      throw new Error("forbidden");
    },
  });

  it.each([
    ["refuses", refusing],
    ["is not there", null],
  ])("live as long as the page where the storage %s", (_name, storage) => {
    const keep = createKeep(storage);
    keep.set("a", "b");
    expect([keep.get("a"), keep.names()]).toEqual(["b", ["a"]]);
    keep.remove("a");
    expect(keep.get("a")).toBeNull();
  });
});

describe("a visitor's session", () => {
  const changed = (newValue: string | null) => ({ key: "switchboard.session", newValue });

  it("is kept and shown again [CHAT-4]", () => {
    const keep = createKeep(browserStorage());
    const credentials = createCredentials(keep);
    expect(credentials.show()).toEqual({});
    expect(credentials.take("S1")).toBe(true);
    expect(createCredentials(keep).show()).toEqual({ session: "S1" });
  });

  it("of a faster tab is not overwritten, but by one that knows who the visitor is [CHAT-4]", () => {
    const keep = createKeep(browserStorage());
    const [slow, known] = [createCredentials(keep), createCredentials(keep)];
    slow.show();
    known.identify("token");
    known.show();
    keep.set("session", "S-fast");
    expect(slow.take("S-slow")).toBe(false);
    expect(slow.show()).toEqual({ session: "S-fast" });
    expect(known.take("S-known")).toBe(true);
    expect(slow.heard(changed("S-known"))).toBe("changed");
  });

  it("is forgotten in all tabs, with who he was, when he leaves [CHAT-4]", () => {
    const keep = createKeep(browserStorage());
    const [here, there] = [createCredentials(keep), createCredentials(keep)];
    for (const tab of [here, there]) {
      tab.identify("token");
      tab.show();
      tab.take("S1");
    }
    here.forget();
    expect(there.heard(changed(null))).toBe("forgotten");
    expect([here.show(), there.show()]).toEqual([{}, {}]);
  });

  it("is nobody else's business", () => {
    const credentials = createCredentials(createKeep(browserStorage()));
    credentials.show();
    credentials.take("S1");
    expect(credentials.heard(changed("S1"))).toBe("nothing");
    expect(credentials.heard({ key: "of the host", newValue: null })).toBe("nothing");
  });
});

describe("sending", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Sends `ids` to a server that gives these answers, one after the other, and the last one from then on. */
  async function send(ids: readonly string[], answers: readonly (SendAnswer | null)[]) {
    let state = NOTHING_YET;
    const sent: string[] = [];
    const tell = (news: ChatNews): void => {
      state = stateAfter(state, news);
    };
    for (const clientId of ids) tell({ kind: "written", outgoing: outgoing(clientId) });
    const wake = createDelivery({
      connection: {
        isOpen: () => true,
        async send({ clientId }) {
          sent.push(clientId);
          return answers[Math.min(sent.length, answers.length) - 1] ?? null;
        },
      },
      outbox: () => state.outbox,
      filesOf: () => [],
      tell,
    });
    const done = Promise.all([wake(), wake()]);
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    return { sent, state };
  }
  const refusal = (code: string): SendAnswer => ({ ok: false, error: { code } });

  it.each<[string, SendAnswer | null]>([
    ["there is no answer", null],
    ["the server cannot store it now", refusal("unavailable")],
    ["the server wants less", refusal("rate_limited")],
  ])("goes on until it is acknowledged when %s, and nothing overtakes [CHAT-3]", async (_name, first) => {
    const ok = (seq: number): SendAnswer => ({ ok: true, message: message(seq) });
    const { sent, state } = await send(["one", "two"], [first, first, ok(1), ok(2)]);
    expect(sent).toEqual(["one", "one", "one", "two"]);
    expect(state.outbox).toEqual([]);
  });

  it("of what is refused ends, and the next one goes [CHAT-3]", async () => {
    const { sent, state } = await send(["one", "two"], [refusal("too_long"), { ok: true, message: message(1) }]);
    expect(sent).toEqual(["one", "two"]);
    expect(state.outbox).toEqual([outgoing("one", { failure: "This message is too long." })]);
  });

  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [3, 1, 4_000],
    [6, 1, 30_000],
    [1_000_000, 1, 30_000],
  ])("waits after failure %d (%d) for %d ms", (failures, random, ms) => {
    expect(backOffMs(failures, random)).toBe(ms);
  });
});

it("an id is a UUID of its own", () => {
  const ids = Array.from({ length: 100 }, newId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});
