import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryStatus } from "../../src/contract/index.ts";
import {
  isBehind,
  newestSeq,
  noThread,
  reduceThread,
  type ThreadAction,
  type ThreadState,
  unseenCount,
} from "../../src/desk/page/state/thread-state.ts";
import { aConversation, aMessage, anEvent, aWhole } from "./inbox-shapes.ts";

const follow = (actions: readonly ThreadAction[], from: ThreadState = opened): ThreadState =>
  actions.reduce(reduceThread, from);
const opened = reduceThread(noThread, { kind: "opened", id: "c1" });
const loaded = follow([{ kind: "loaded", whole: aWhole({ messages: [aMessage(1)] }) }]);
const message = (seq: number, parts = {}): ThreadAction => ({ kind: "message", message: aMessage(seq, parts) });
const status = (delivery: DeliveryStatus): ThreadAction => ({
  kind: "status",
  conversationId: "c1",
  messageId: "m2",
  delivery: { status: delivery, error: null },
});
const delta = (offset: number, text: string, turnId = "t1"): ThreadAction => ({
  kind: "delta",
  conversationId: "c1",
  turnId,
  offset,
  text,
});

describe("the open conversation", () => {
  it("is in order and without doubles, however its messages come [INBOX-1]", () => {
    const news: ThreadAction[] = [
      ...[2, 4, 5].map((seq) => message(seq)),
      ...[3, 6].map((seq): ThreadAction => ({ kind: "event", conversationId: "c1", event: anEvent(seq) })),
      { kind: "loaded", whole: aWhole({ messages: [1, 2, 4].map((seq) => aMessage(seq)), events: [anEvent(3)] }) },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 }), (shuffled) => {
        const { messages, events } = follow(shuffled);
        expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 4, 5]);
        expect(events.map(({ seq }) => seq)).toEqual([3, 6]);
      }),
    );
  });

  it("shows a file that was on its way when it is here [MMSI-9]", () => {
    const file = {
      id: "a1",
      filename: "image-1.jpg",
      contentType: "image/jpeg",
      size: null,
      state: "pending",
    } as const;
    const ready = { ...file, size: 9, state: "ready" } as const;
    const came: ThreadAction = { kind: "attachments", conversationId: "c1", messageId: "m2", attachments: [ready] };
    const { messages } = follow([message(2, { attachments: [file] }), message(3), came], loaded);
    expect(messages.map(({ attachments }) => attachments)).toEqual([[], [ready], []]);
  });

  it("takes nothing that belongs to another one", () => {
    const foreign: ThreadAction[] = [
      { kind: "attachments", conversationId: "c2", messageId: "m1", attachments: [] },
      message(9, { conversationId: "c2" }),
      { kind: "event", conversationId: "c2", event: anEvent(9) },
      { kind: "changed", conversation: aConversation({ id: "c2", seq: 9 }) },
      { kind: "loaded", whole: aWhole({ conversation: aConversation({ id: "c2" }) }) },
      { kind: "load_failed", id: "c2", isMissing: true },
      { kind: "typing", conversationId: "c2", author: "customer", on: true },
      { kind: "seen", conversationId: "c2", seq: 9 },
    ];
    expect(follow(foreign, loaded)).toEqual(loaded);
  });

  it.each<[string, DeliveryStatus[], DeliveryStatus]>([
    ["moves up", ["queued", "sent", "delivered"], "delivered"],
    ["does not move down when receipts come out of order", ["delivered", "sent"], "delivered"],
    ["believes an arrival after a failure", ["failed", "delivered"], "delivered"],
    ["does not believe a failure after an arrival", ["read", "failed"], "read"],
  ])("shows a delivery that %s [INBOX-1]", (_name, statuses, expected) => {
    const sent = follow([message(2, { delivery: { status: "queued", error: null } }), ...statuses.map(status)], loaded);
    expect(sent.messages.at(-1)?.delivery?.status).toBe(expected);
  });

  it("keeps a newer delivery that came live when an older snapshot gets here", () => {
    const live = follow([message(2, { delivery: { status: "delivered", error: null } })], loaded);
    const older = aWhole({ messages: [aMessage(2, { delivery: { status: "sent", error: null } })] });
    expect(follow([{ kind: "loaded", whole: older }], live).messages.at(-1)?.delivery?.status).toBe("delivered");
  });

  it("keeps what is shown when asking again fails", () => {
    expect(follow([{ kind: "load_failed", id: "c1", isMissing: false }], loaded).phase).toBe("ready");
    expect(follow([{ kind: "load_failed", id: "c1", isMissing: false }]).phase).toBe("failed");
    expect(follow([{ kind: "load_failed", id: "c1", isMissing: true }]).phase).toBe("missing");
  });

  it("knows that it is behind when the list tells of something newer [INBOX-4]", () => {
    const told = follow([{ kind: "changed", conversation: aConversation({ seq: 3 }) }], loaded);
    expect(isBehind(loaded)).toBe(false);
    expect(isBehind(told)).toBe(true);
    expect(isBehind(follow([message(2), message(3)], told))).toBe(false);
  });

  it("does not go back to an older state of the conversation", () => {
    const now = aConversation({ seq: 5, state: "operator", assignee: "kim@example.com" });
    const state = follow(
      [
        { kind: "changed", conversation: now },
        { kind: "changed", conversation: aConversation({ seq: 4 }) },
      ],
      loaded,
    );
    expect(state.conversation).toEqual(now);
  });

  it("counts as new what came below what the operator sees", () => {
    const later = follow([message(2), message(3)], loaded);
    expect(unseenCount(loaded)).toBe(0);
    expect(unseenCount(later)).toBe(2);
    const seen = follow([{ kind: "seen", conversationId: "c1", seq: newestSeq(later) }], later);
    expect(unseenCount(seen)).toBe(0);
  });
});

describe("the answer being written", () => {
  it("is put together from pieces, also when they overlap or come twice", () => {
    const text = "You have 30 days to ask for a refund.";
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { minLength: 1 }), (cuts) => {
        const ends = [...cuts, text.length].toSorted((a, b) => a - b);
        const pieces = ends.flatMap((end, at) => {
          const start = ends[at - 1] ?? 0;
          return [delta(start, text.slice(start, end)), delta(start, text.slice(start, end))];
        });
        expect(follow(pieces, loaded).writing?.text).toBe(text);
      }),
    );
  });

  it.each<[string, ThreadAction[], unknown]>([
    ["begins where somebody came in", [delta(10, "days")], { turnId: "t1", from: 10, text: "days" }],
    ["does not show a piece behind a gap", [delta(0, "You"), delta(9, "30")], { turnId: "t1", from: 0, text: "You" }],
    ["is forgotten when it is retracted", [delta(0, "You"), retract("t1")], null],
    ["is not forgotten with another one", [delta(0, "You"), retract("t0")], { turnId: "t1", from: 0, text: "You" }],
    ["gives way to the finished message", [delta(0, "You"), message(2, { turnId: "t1" })], null],
    ["does not come again after it", [message(2, { turnId: "t1" }), delta(0, "You")], null],
    ["stays when another message comes", [delta(0, "You"), message(2)], { turnId: "t1", from: 0, text: "You" }],
    ["gives way to the next one", [delta(0, "You"), delta(0, "We", "t2")], { turnId: "t2", from: 0, text: "We" }],
    ["ends with a takeover", [delta(0, "You"), { kind: "changed", conversation: takenOver() }], null],
  ])("%s", (_name, actions, expected) => {
    expect(follow(actions, loaded).writing).toEqual(expected);
  });
});

describe("who is writing", () => {
  it("is told by name, and no longer when the message is there", () => {
    const on = (author: "customer" | "operator", by?: string): ThreadAction => ({
      kind: "typing",
      conversationId: "c1",
      author,
      on: true,
      by,
    });
    const both = follow([on("customer"), on("operator", "Lee"), on("operator", "Lee")], loaded);
    expect(both.typing).toEqual({ customer: true, assistant: false, operators: ["Lee"] });
    expect(follow([message(2)], both).typing.customer).toBe(false);
  });
});

function retract(turnId: string): ThreadAction {
  return { kind: "retract", conversationId: "c1", turnId };
}

function takenOver() {
  return aConversation({ state: "operator", assignee: "kim@example.com", seq: 2 });
}
