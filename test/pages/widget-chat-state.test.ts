import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChatNews,
  type ChatState,
  countUnread,
  NOTHING_YET,
  type Outgoing,
  stateAfter,
} from "../../channels/widget/page/chat-state.ts";
import { CONVERSATION, message, OTHER_CONVERSATION } from "./widget-messages.ts";

const having = (...news: ChatNews[]): ChatState => news.reduce(stateAfter, NOTHING_YET);
const shown = ({ messages }: ChatState): number[] => messages.map(({ seq }) => seq);
const comes = (seq: number, more = {}): ChatNews => ({ kind: "message", message: message(seq, more) });
const delta = (offset: number, text: string, turnId = "turn"): ChatNews => ({
  kind: "delta",
  delta: { turnId, offset, text },
});
const connected: ChatNews = { kind: "connected", conversationId: CONVERSATION };
const answer = (seq: number, text: string): ChatNews => comes(seq, { author: "assistant", turnId: "turn", text });
const outgoing = (clientId: string): Outgoing => ({ clientId, text: clientId, files: [], at: "", failure: null });
const written = (clientId: string): ChatNews => ({ kind: "written", outgoing: outgoing(clientId) });

describe("messages", () => {
  it.each<[string, ChatNews[], number[], number]>([
    ["in order", [comes(1), comes(2), comes(3)], [1, 2, 3], 3],
    ["out of order", [comes(3), comes(1), comes(2)], [1, 2, 3], 3],
    ["twice", [comes(1), comes(2), comes(2), comes(1)], [1, 2], 2],
    ["with gaps, for operators' notes have numbers too", [comes(1), comes(4), comes(9)], [1, 4, 9], 9],
    [
      "again after a reconnect",
      [connected, comes(1), { kind: "disconnected" }, connected, comes(1), comes(2)],
      [1, 2],
      2,
    ],
  ])("that come %s stand once and in order [CHAT-1]", (_name, news, seqs, seq) => {
    const state = having(...news);
    expect(shown(state)).toEqual(seqs);
    expect(state.seq).toBe(seq);
  });

  it("in any order and number are the same in the end [CHAT-1]", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (seqs) => {
        const expected = [...new Set(seqs)].sort((one, other) => one - other);
        expect(shown(having(...seqs.map((seq) => comes(seq))))).toEqual(expected);
      }),
    );
  });

  it("that are acknowledged do not hide older ones that are under way [CHAT-1]", () => {
    const state = having(comes(1), written("mine"), {
      kind: "acknowledged",
      clientId: "mine",
      message: message(4, { externalId: "thread/mine" }),
    });
    expect(shown(state)).toEqual([1, 4]);
    expect(state.seq).toBe(1);
    expect(shown(stateAfter(state, comes(3)))).toEqual([1, 3, 4]);
  });

  it("of another conversation do not mix with those of this one [CHAT-1]", () => {
    const state = having(
      connected,
      comes(1),
      comes(2),
      written("mine"),
      comes(1, { conversationId: OTHER_CONVERSATION }),
    );
    expect(state.conversationId).toBe(OTHER_CONVERSATION);
    expect(shown(state)).toEqual([1]);
    expect(state.seq).toBe(1);
    expect(state.outbox).toHaveLength(1);
  });

  it("are told how they were delivered", () => {
    const delivery = { status: "read", error: null } as const;
    const state = having(comes(1), comes(2), { kind: "status", messageId: "message-2", delivery });
    expect(state.messages.map((known) => known.delivery)).toEqual([null, delivery]);
  });

  it("of others are unread until they are read [CHAT-1]", () => {
    const state = having(comes(1), comes(2, { author: "assistant" }), comes(3, { author: "operator" }));
    expect(countUnread(state)).toBe(2);
    expect(countUnread(stateAfter(state, { kind: "read", seq: 2 }))).toBe(1);
    expect(having(comes(1), { kind: "read", seq: 3 }, { kind: "read", seq: 2 }).readSeq).toBe(3);
  });
});

describe("an answer that is being written", () => {
  it.each<[string, ChatNews[], string[]]>([
    ["grows piece by piece", [delta(0, "Hel"), delta(3, "lo")], ["Hello"]],
    ["takes a piece twice", [delta(0, "Hel"), delta(3, "lo"), delta(0, "Hel"), delta(3, "lo")], ["Hello"]],
    ["takes pieces that overlap", [delta(0, "Hel"), delta(1, "ello you")], ["Hello you"]],
    ["takes a piece of its middle", [delta(0, "Hello"), delta(2, "l")], ["Hello"]],
    ["waits for its message after a gap", [delta(0, "Hel"), delta(5, "you")], ["Hel"]],
    ["does not begin in its middle", [delta(3, "lo")], []],
    ["begins so for who comes later", [delta(0, "Hello"), delta(5, " you")], ["Hello you"]],
    ["is not the other one", [delta(0, "One"), delta(0, "Two", "other")], ["One", "Two"]],
    ["ends with its message", [delta(0, "Hel"), answer(1, "Hello")], []],
    ["does not end with another's", [delta(0, "Hel"), comes(1)], ["Hel"]],
    ["does not come back after its message", [answer(1, "Hello"), delta(0, "Hel")], []],
    ["is taken back", [delta(0, "Hel"), { kind: "retract", turnId: "turn" }], []],
    [
      "begins anew when it was taken back",
      [delta(0, "No"), { kind: "retract", turnId: "turn" }, delta(0, "Yes")],
      ["Yes"],
    ],
    [
      "is told again after a reconnect",
      [delta(0, "Hel"), { kind: "disconnected" }, connected, delta(0, "Hello")],
      ["Hello"],
    ],
    ["stays while there is no connection", [delta(0, "Hel"), { kind: "disconnected" }], ["Hel"]],
    ["is forgotten when it was taken back meanwhile", [delta(0, "Hel"), { kind: "disconnected" }, connected], []],
  ])("%s [CHAT-2]", (_name, news, texts) => {
    expect(having(...news).streams.map(({ text }) => text)).toEqual(texts);
  });

  it("is whole however its pieces are repeated, as long as each comes once in order [CHAT-2]", () => {
    const whole = "The answer, in pieces.";
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), fc.array(fc.nat()), (sizes, repeats) => {
        const pieces: ChatNews[] = [];
        for (let at = 0; at < whole.length; ) {
          const size = sizes[pieces.length % sizes.length]!;
          pieces.push(delta(at, whole.slice(at, at + size)));
          at += size;
        }
        const said = pieces.flatMap((piece, index) => [piece, ...repeats.map((nth) => pieces[nth % (index + 1)]!)]);
        expect(having(...said).streams).toEqual([{ turnId: "turn", text: whole }]);
      }),
    );
  });
});

describe("typing", () => {
  it.each<[string, ChatNews[], string | null]>([
    ["is shown", [{ kind: "typing", author: "operator", on: true }], "operator"],
    [
      "ends",
      [
        { kind: "typing", author: "operator", on: true },
        { kind: "typing", author: "operator", on: false },
      ],
      null,
    ],
    [
      "of one does not end with the other's",
      [
        { kind: "typing", author: "operator", on: true },
        { kind: "typing", author: "assistant", on: false },
      ],
      "operator",
    ],
    [
      "ends with the message",
      [{ kind: "typing", author: "operator", on: true }, comes(1, { author: "operator" })],
      null,
    ],
    ["ends with the connection", [{ kind: "typing", author: "operator", on: true }, { kind: "disconnected" }], null],
  ])("%s", (_name, news, typing) => {
    expect(having(...news).typing).toBe(typing);
  });
});

describe("what was written and not sent", () => {
  const ids = ({ outbox }: ChatState): string[] => outbox.map(({ clientId }) => clientId);

  it("stands in its order until it is acknowledged [CHAT-3]", () => {
    const state = having(written("one"), written("two"));
    expect(ids(state)).toEqual(["one", "two"]);
    const next = stateAfter(state, { kind: "acknowledged", clientId: "one", message: message(1) });
    expect(ids(next)).toEqual(["two"]);
    expect(shown(next)).toEqual([1]);
  });

  it("is over also when the message comes before its acknowledgement, or instead of it [CHAT-3]", () => {
    const state = having(written("one"), comes(1, { externalId: "visitor:x/one" }));
    expect(ids(state)).toEqual([]);
    const late: ChatNews = { kind: "acknowledged", clientId: "one", message: message(1) };
    expect(shown(stateAfter(state, late))).toEqual([1]);
  });

  it("stays with the reason when it is refused, and can be sent again or deleted [CHAT-3]", () => {
    const refused = having(written("one"), { kind: "refused", clientId: "one", why: "too long" });
    expect(refused.outbox).toEqual([{ ...outgoing("one"), failure: "too long" }]);
    expect(stateAfter(refused, { kind: "retried", clientId: "one" }).outbox).toEqual([outgoing("one")]);
    expect(ids(stateAfter(refused, { kind: "discarded", clientId: "one" }))).toEqual([]);
  });

  it("is forgotten with everything else when the visitor leaves [CHAT-4]", () => {
    expect(having(connected, comes(1), delta(0, "x"), written("one"), { kind: "reset" })).toEqual({
      ...NOTHING_YET,
      connected: true,
    });
  });
});
