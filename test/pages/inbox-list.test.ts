import { describe, expect, it } from "vitest";
import { countChanged, countOf, countPages, MAX_COUNT } from "../../src/desk/page/state/counts-state.ts";
import { emptyList, type ListAction, type ListState, reduceList } from "../../src/desk/page/state/list-state.ts";
import { isUnread, type SeenSeqs, withSeen } from "../../src/desk/page/state/unread.ts";
import { belongsTo, VIEWS, type ViewName, viewQuery } from "../../src/desk/page/state/views.ts";
import { aConversation, COLLEAGUE, ME } from "./inbox-shapes.ts";

type Conversation = ReturnType<typeof aConversation>;

const at = (minute: number): string => `2026-11-26T10:${String(minute).padStart(2, "0")}:00.000Z`;
const queued = (id: string, parts: Partial<Conversation> = {}) => aConversation({ id, state: "queued", ...parts });
const seenAt = (id: string, minute: number, parts: Partial<Conversation> = {}) =>
  aConversation({ id, lastMessageAt: at(minute), ...parts });
const idsOf = ({ items }: ListState): string[] => items.map(({ id }) => id);

function listOf(view: ViewName, items: Conversation[], next: string | null = null, q = ""): ListState {
  const filtered = reduceList(emptyList, { kind: "filtered", filter: { view, channel: null, q } }, ME);
  return reduceList(filtered, { kind: "first_page", question: filtered.question, page: { items, next } }, ME);
}

const change = (list: ListState, conversation: Conversation): ListState =>
  reduceList(list, { kind: "changed", conversation }, ME);

describe("a list that changes under one's eyes [INBOX-4]", () => {
  const queue = [queued("a"), queued("b")];
  const recent = [seenAt("a", 9), seenAt("b", 5)];

  it.each<[string, ListState, Conversation, string[]]>([
    ["the queue gets whoever comes at its end", listOf("queued", queue), queued("c"), ["a", "b", "c"]],
    [
      "the queue has more pages, and whoever comes is on the last",
      listOf("queued", queue, "x"),
      queued("c"),
      ["a", "b"],
    ],
    ["whoever waits keeps his place", listOf("queued", queue), queued("a", { lastMessageAt: at(59) }), ["a", "b"]],
    ["whoever is claimed leaves the queue", listOf("queued", queue), seenAt("a", 1, { state: "operator" }), ["b"]],
    ["the newest activity is on top", listOf("all", recent), seenAt("b", 10), ["b", "a"]],
    ["a new one comes on top", listOf("all", recent), seenAt("c", 10), ["c", "a", "b"]],
    ["an old one has its place", listOf("all", recent), seenAt("c", 7), ["a", "c", "b"]],
    ["one that belongs on a later page is left out", listOf("all", recent, "x"), seenAt("c", 1), ["a", "b"]],
    ["only the server knows what a search finds", listOf("all", recent, null, "refund"), seenAt("c", 10), ["a", "b"]],
  ])("%s", (_name, list, conversation, expected) => {
    expect(idsOf(change(list, conversation))).toEqual(expected);
  });

  it("leaves out other channels than the one asked for", () => {
    const filter = { view: "all", channel: "email", q: "" } as const;
    const list = reduceList(emptyList, { kind: "filtered", filter }, ME);
    expect(idsOf(change(list, aConversation({ channel: "sms" })))).toEqual([]);
    expect(idsOf(change(list, aConversation({ channel: "email" })))).toEqual(["c1"]);
  });
});

describe("pages", () => {
  const page = (items: Conversation[], next: string | null) => ({ items, next });

  it("come after each other, without doubles", () => {
    const list = listOf("all", [seenAt("a", 9), seenAt("b", 8)], "x");
    const action: ListAction = {
      kind: "next_page",
      question: list.question,
      page: page([seenAt("b", 8), seenAt("c", 7)], null),
    };
    const more = reduceList(list, action, ME);
    expect(idsOf(more)).toEqual(["a", "b", "c"]);
    expect(more.next).toBeNull();
  });

  it("that answer an earlier question are none", () => {
    const list = listOf("all", [seenAt("a", 9)]);
    const filtered = reduceList(list, { kind: "filtered", filter: { ...list.filter, q: "refund" } }, ME);
    const late = { question: list.question, page: page([seenAt("z", 1)], "x") };
    for (const kind of ["first_page", "next_page"] as const)
      expect(reduceList(filtered, { kind, ...late }, ME)).toBe(filtered);
    expect(reduceList(filtered, { kind: "list_failed", question: list.question }, ME)).toBe(filtered);
  });

  it("that were scrolled to stay when the first one is asked for again", () => {
    const first = listOf("all", [seenAt("a", 9), seenAt("b", 8)], "after-b");
    const rest = page([seenAt("c", 7), seenAt("d", 6)], "after-d");
    const both = reduceList(first, { kind: "next_page", question: first.question, page: rest }, ME);
    const again = page([seenAt("d", 10), seenAt("b", 8)], "after-b");
    const refreshed = reduceList(both, { kind: "first_page", question: both.question, page: again }, ME);
    expect(idsOf(refreshed)).toEqual(["d", "b", "c"]);
    expect(refreshed.next).toBe("after-d");
  });
});

describe("views", () => {
  const places: readonly [string, Partial<Conversation>, ViewName][] = [
    ["waits", { state: "queued" }, "queued"],
    ["is mine", { state: "operator", assignee: ME }, "mine"],
    ["is a colleague's", { state: "operator", assignee: COLLEAGUE }, "colleagues"],
    ["is the assistant's", { state: "assistant" }, "assistant"],
    ["is closed", { state: "closed" }, "closed"],
  ];

  it.each(places)("have one place for what %s", (_name, parts, expected) => {
    const found = VIEWS.filter((view) => belongsTo(view, aConversation(parts), ME));
    expect(found).toEqual([expected, "all"]);
  });

  it("ask the server for one's own by name", () => {
    expect(viewQuery("mine", ME)).toEqual({ state: "operator", assignee: ME });
    expect(viewQuery("all", ME)).toEqual({});
  });
});

describe("counts [INBOX-4]", () => {
  const pages = {
    queued: { items: [queued("a"), queued("b")], next: null },
    operator: { items: [aConversation({ id: "c", state: "operator", assignee: ME })], next: null },
    assistant: { items: Array.from({ length: MAX_COUNT + 1 }, (_, i) => aConversation({ id: `z${i}` })), next: "x" },
  };

  it("say how many there are, and no more than anybody needs to know", () => {
    const counts = countPages(pages);
    expect(VIEWS.map((view) => countOf(counts, view, ME))).toEqual(["2", "1", "99+", "0", null, null]);
  });

  it("move with a claim and a close", () => {
    const claimed = countChanged(countPages(pages), aConversation({ id: "a", state: "operator", assignee: ME }));
    expect([countOf(claimed, "queued", ME), countOf(claimed, "mine", ME)]).toEqual(["1", "2"]);
    const closed = countChanged(claimed, aConversation({ id: "a", state: "closed" }));
    expect([countOf(closed, "queued", ME), countOf(closed, "mine", ME)]).toEqual(["1", "1"]);
  });
});

describe("the mark of what is unread", () => {
  it.each<[string, Partial<Conversation>, SeenSeqs, boolean]>([
    ["is on what waits and was never seen", { state: "queued" }, [], true],
    ["is on one's own with something newer", { state: "operator", assignee: ME, seq: 5 }, [["c1", 4]], true],
    ["is not on what was seen to the end", { state: "queued", seq: 5 }, [["c1", 5]], false],
    ["is not on a colleague's", { state: "operator", assignee: COLLEAGUE }, [], false],
    ["is not on the assistant's", { state: "assistant" }, [], false],
  ])("%s", (_name, parts, seen, expected) => {
    expect(isUnread(aConversation(parts), seen, ME)).toBe(expected);
  });

  it("does not come back, and not all of the past is remembered", () => {
    const seen = withSeen(withSeen([], "c1", 5), "c1", 3);
    expect(seen).toEqual([["c1", 5]]);
    const many = Array.from({ length: 600 }, (_, i) => `id${i}`).reduce<SeenSeqs>(
      (all, id) => withSeen(all, id, 1),
      seen,
    );
    expect(many.length).toBe(500);
    expect(many.at(-1)).toEqual(["id599", 1]);
  });
});
