import { describe, expect, it } from "vitest";
import {
  type ArticleListAction,
  type ArticleListState,
  emptyArticleList,
  reduceArticleList,
} from "../../src/desk/page/state/knowledge/article-list-state.ts";
import { type GapsState, noGaps, reduceGaps, shownGaps } from "../../src/desk/page/state/knowledge/gaps-state.ts";
import { isEmbedding } from "../../src/desk/page/state/knowledge/is-embedding.ts";
import {
  gapWords,
  refusalWords,
  scoreWords,
  vectorWords,
} from "../../src/desk/page/state/knowledge/knowledge-words.ts";
import type { VectorProgress } from "../../src/desk/page/state/knowledge/shapes.ts";
import { noStatus, reduceStatus } from "../../src/desk/page/state/knowledge/status-state.ts";
import { nothingTried, reduceTry } from "../../src/desk/page/state/knowledge/try-state.ts";
import { hashOf, type Place, parsePlace } from "../../src/desk/page/state/place.ts";
import { aGap, aPassage, aSummary, vectors } from "./knowledge-shapes.ts";

describe("places", () => {
  it.each<[string, Place]>([
    ["", { kind: "inbox", conversationId: null }],
    ["0198c", { kind: "inbox", conversationId: "0198c" }],
    ["/knowledge", { kind: "articles", slug: null }],
    ["/knowledge/articles/refund%20policy", { kind: "articles", slug: "refund policy" }],
    ["/knowledge/articles/a%2Fb%3F%23", { kind: "articles", slug: "a/b?#" }],
    ["/knowledge/new", { kind: "new_article", gapId: null }],
    ["/knowledge/new/0198c", { kind: "new_article", gapId: "0198c" }],
    ["/knowledge/try", { kind: "try" }],
    ["/knowledge/gaps", { kind: "gaps" }],
    ["/knowledge/status", { kind: "status" }],
  ])("#%s is an address, there and back [KPG-1]", (hash, place) => {
    expect(parsePlace(hash)).toEqual(place);
    expect(hashOf(place)).toBe(`#${hash}`);
  });

  it.each(["/nothing", "/knowledge/articles/%", "/knowledge/articles/", "/knowledge/newt"])(
    "#%s is the beginning of the knowledge",
    (hash) => {
      expect(parsePlace(hash)).toEqual({ kind: "articles", slug: null });
    },
  );
});

describe("the list of articles", () => {
  const page = (slugs: string, next: string | null) => ({ items: slugs.split("").map((slug) => aSummary(slug)), next });
  const did = (state: ArticleListState, ...actions: readonly ArticleListAction[]) =>
    actions.reduce(reduceArticleList, state);
  const slugsOf = ({ items }: ArticleListState): string => items.map(({ slug }) => slug).join("");
  const first = did(emptyArticleList, { kind: "first_articles", question: 0, page: page("abc", "c") });
  const both = did(first, { kind: "next_articles", question: 0, page: page("cdef", null) });

  it("has its pages after each other, without doubles [KPG-2]", () => {
    expect([slugsOf(both), both.next, both.phase]).toEqual(["abcdef", null, "ready"]);
  });

  it("keeps what was scrolled to when it is asked for again [KPG-2]", () => {
    const again = did(both, { kind: "first_articles", question: 0, page: page("aXc", "c") });
    expect([slugsOf(again), again.next]).toEqual(["aXcdef", null]);
    expect(slugsOf(did(both, { kind: "first_articles", question: 0, page: page("ab", null) }))).toBe("ab");
  });

  it("does not take an answer to an earlier question [KPG-2]", () => {
    const filtered = did(both, { kind: "articles_filtered", filter: { ...both.filter, q: "x" } });
    expect(filtered.phase).toBe("loading");
    for (const kind of ["first_articles", "next_articles"] as const)
      expect(did(filtered, { kind, question: 0, page: page("z", null) })).toBe(filtered);
    expect(did(filtered, { kind: "articles_failed", question: 0 })).toBe(filtered);
    expect(slugsOf(did(filtered, { kind: "first_articles", question: 1, page: page("c", "c") }))).toBe("c");
  });
});

describe("a question that is tried", () => {
  const typed = reduceTry(nothingTried, { kind: "question_typed", question: " Why? " });
  const asked = reduceTry(typed, { kind: "question_asked", audience: "internal" });

  it("is asked as somebody, and found once [KPG-4]", () => {
    expect(asked).toMatchObject({ asked: "Why?", audience: "internal", phase: "asking" });
    const passages = [aPassage()];
    expect(reduceTry(asked, { kind: "passages_found", round: asked.round, passages })).toMatchObject({
      phase: "found",
      passages,
    });
    const again = reduceTry(asked, { kind: "question_asked", audience: "public" });
    expect(reduceTry(again, { kind: "passages_found", round: asked.round, passages })).toBe(again);
    expect(reduceTry(again, { kind: "passages_failed", round: again.round }).phase).toBe("failed");
  });

  it("is none when there are no words [KPG-4]", () => {
    expect(reduceTry(nothingTried, { kind: "question_asked", audience: "public" }).phase).toBe("none");
  });
});

describe("questions without an answer", () => {
  const listed = reduceGaps(noGaps, { kind: "gaps_found", days: 30, items: [aGap("a"), aGap("b")] });
  const ids = (state: GapsState): string[] => shownGaps(state).map(({ id }) => id);

  it("go at once when they are dismissed, and come back when they are not [KPG-7]", () => {
    const dismissed = reduceGaps(listed, { kind: "gap_dismissed", id: "a" });
    expect(ids(dismissed)).toEqual(["b"]);
    expect(ids(reduceGaps(dismissed, { kind: "gaps_found", days: 30, items: listed.items }))).toEqual(["b"]);
    expect(ids(reduceGaps(dismissed, { kind: "gap_kept", id: "a" }))).toEqual(["a", "b"]);
  });

  it("are those of the days that were asked for last [KPG-7]", () => {
    const asked = reduceGaps(listed, { kind: "gaps_asked", days: 7 });
    expect(asked.phase).toBe("loading");
    expect(reduceGaps(asked, { kind: "gaps_found", days: 30, items: [] })).toBe(asked);
    expect(reduceGaps(listed, { kind: "gaps_asked", days: 30 }).phase).toBe("ready");
    expect(reduceGaps(listed, { kind: "gaps_failed", days: 30 }).phase).toBe("ready");
  });
});

describe("words", () => {
  it.each<[string, Partial<VectorProgress>, RegExp, boolean]>([
    ["all there", {}, /^10 passages embedded\.$/, false],
    ["on their way", { done: 1_200, total: 5_000 }, /^1,200 of 5,000 passages embedded\. The others/, true],
    ["of another model meanwhile", { done: 1, serving: "old" }, /questions are compared by old\./, true],
    ["stopped", { done: 1, error: "no connection" }, /^1 of 10/, false],
    ["turned off", { model: null, total: 0 }, /Turned off/, false],
    ["of nothing", { done: 0, total: 0 }, /nothing to embed/, false],
  ])("tell of vectors that are %s [KPG-2]", (_name, parts, expected, isMoving) => {
    expect(vectorWords(vectors(parts))).toMatch(expected);
    expect(isEmbedding(vectors(parts))).toBe(isMoving);
  });

  it("tell where a score comes from [KPG-4]", () => {
    const why = { cosine: 0.62, coverage: 0.8, words: [], exact: [] };
    expect(scoreWords(aPassage({ score: 0.86, why }))).toBe("0.86 = meaning 0.62 + 0.3 × words 0.80");
    expect(scoreWords(aPassage())).toMatch(/^By words alone: 0\.50/);
  });

  it.each([
    [1, 1, "Asked once in 1 conversation"],
    [12, 7, "Asked 12 times in 7 conversations"],
  ])("tell how often something was asked: %i [KPG-7]", (count, conversations, expected) => {
    expect(gapWords({ count, conversations })).toBe(expected);
  });

  it.each<[number | null, unknown, string]>([
    [null, null, "No connection. Nothing is lost: try again."],
    [502, "<html>", "The server could not do it. Nothing is lost: try again."],
    [403, { detail: "Only an administrator may write articles." }, "Only an administrator may write articles."],
    [418, null, "The server refused it (418)."],
  ])("tell why %s was refused [KPG-9]", (status, document, expected) => {
    expect(refusalWords(status, document)).toBe(expected);
  });
});

it("a status that cannot be asked for leaves the last one [KPG-2]", () => {
  const status = { articles: 1, drafts: 0, chunks: 1, problems: [], hidden: [], vectors: vectors() };
  const known = reduceStatus(noStatus, { kind: "status_found", status });
  expect(reduceStatus(known, { kind: "status_failed" })).toEqual({ status, isFailing: true });
});
