import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArticleFields,
  changeFields,
  fieldsForQuestion,
  fieldsOf,
  noFields,
  slugFrom,
  toManuscript,
  whyNoArticle,
} from "../../src/desk/page/state/knowledge/article-fields.ts";
import {
  type ArticleAction,
  type ArticleState,
  isChanged,
  newEdit,
  noArticle,
  reduceArticle,
} from "../../src/desk/page/state/knowledge/article-state.ts";
import { diffLines } from "../../src/desk/page/state/knowledge/diff-lines.ts";
import { cpuMs } from "../harness/cpu-ms.ts";
import { anArticle, found } from "./knowledge-shapes.ts";

const did = (state: ArticleState, ...actions: readonly ArticleAction[]): ArticleState =>
  actions.reduce(reduceArticle, state);

const tour = found(anArticle("tour", { body: "Monday" }), "1");
const theirs = found(anArticle("tour", { body: "Friday", updatedBy: "lee@example.com" }), "2");
const opened = did(
  noArticle,
  { kind: "article_opened", slug: "tour", edit: null },
  { kind: "article_found", slug: "tour", found: tour },
);
const edited = did(opened, { kind: "edit_begun" }, { kind: "edited", change: { body: "Tuesday" } });

describe("an article that is read", () => {
  it("follows what others make of it [KPG-5]", () => {
    const next = did(opened, { kind: "article_found", slug: "tour", found: theirs });
    expect(next).toMatchObject({ phase: "ready", found: theirs, problem: null });
    expect(did(next, { kind: "article_found", slug: "tour", found: null }).phase).toBe("missing");
  });

  it("is not the one that was asked for before", () => {
    const other = did(opened, { kind: "article_opened", slug: "other", edit: null });
    expect(did(other, { kind: "article_found", slug: "tour", found: tour })).toBe(other);
    expect(did(other, { kind: "article_failed", slug: "tour" })).toBe(other);
    expect(did(other, { kind: "article_failed", slug: "other" }).phase).toBe("failed");
  });

  it("stays when it could not be asked for once more", () => {
    expect(did(opened, { kind: "article_failed", slug: "tour" })).toBe(opened);
  });
});

describe("an article that is written", () => {
  it("is made of the version that was read [KPG-5]", () => {
    expect(edited.edit).toMatchObject({ over: '"1"', keptAs: "article:tour", fields: { body: "Tuesday" } });
    expect(edited.edit && isChanged(edited.edit)).toBe(true);
    const back = did(edited, { kind: "edited", change: { body: "Monday" } });
    expect(back.edit && isChanged(back.edit)).toBe(false);
  });

  it("is not lost to somebody else's, and says so at once [KPG-5]", () => {
    const next = did(edited, { kind: "article_found", slug: "tour", found: theirs });
    expect(next.problem).toEqual({ kind: "changed", theirs });
    expect(next.edit).toBe(edited.edit);
    const again = did(next, { kind: "article_found", slug: "tour", found: theirs });
    expect(again.problem).toBe(next.problem);
    // What is typed does not make it right.
    expect(did(next, { kind: "edited", change: { title: "T" } }).problem).toBe(next.problem);
  });

  it("is not told of its own writing [KPG-5]", () => {
    const saving = did(edited, { kind: "article_busy", busy: "saving" });
    expect(did(saving, { kind: "article_found", slug: "tour", found: theirs }).problem).toBeNull();
    const saved = did(saving, { kind: "article_saved", found: theirs }, { kind: "article_busy", busy: null });
    expect(saved).toMatchObject({ slug: "tour", phase: "ready", found: theirs, edit: null, busy: null });
  });

  it.each<[string, typeof theirs | null, string | null]>([
    ["replaces theirs when that is what is wanted", theirs, '"2"'],
    ["is a new one when theirs is deleted", null, null],
  ])("%s [KPG-5]", (_name, other, over) => {
    const next = did(edited, { kind: "article_found", slug: "tour", found: other }, { kind: "mine_kept" });
    expect(next).toMatchObject({ problem: null, edit: { over, fields: { body: "Tuesday" } } });
    expect(did(next, { kind: "article_found", slug: "tour", found: other }).problem).toBeNull();
  });

  it("is given up for theirs when that is what is wanted [KPG-5]", () => {
    const next = did(edited, { kind: "article_found", slug: "tour", found: theirs }, { kind: "theirs_taken" });
    expect(next).toMatchObject({ phase: "ready", found: theirs, edit: null, problem: null });
  });

  it("forgets why it was refused when it is changed", () => {
    const refused = did(edited, { kind: "article_problem", problem: { kind: "refused", words: "No." } });
    expect(refused.problem).not.toBeNull();
    expect(did(refused, { kind: "edited", change: { title: "T" } }).problem).toBeNull();
  });

  it("is there again after a reload, with the version that it was made of [KPG-5]", () => {
    const reopened = did(noArticle, { kind: "article_opened", slug: "tour", edit: edited.edit });
    expect(reopened.edit?.fields.body).toBe("Tuesday");
    expect(did(reopened, { kind: "article_found", slug: "tour", found: tour }).problem).toBeNull();
    expect(did(reopened, { kind: "article_found", slug: "tour", found: theirs }).problem).not.toBeNull();
  });

  it("is a new one until it is saved", () => {
    const begun = did(opened, { kind: "article_begun", edit: newEdit("new") });
    expect(begun).toMatchObject({ slug: null, phase: "new", found: null });
    expect(did(begun, { kind: "article_found", slug: "tour", found: tour })).toBe(begun);
  });
});

describe("the fields of an article", () => {
  const whole: ArticleFields = { ...noFields, slug: "a", title: "A", audience: "public", body: "Text." };

  it.each<[string, Partial<ArticleFields>, RegExp | null]>([
    ["are an article", {}, null],
    ["need a title", { title: " " }, /title/],
    ["need a name", { slug: "" }, /name/],
    ["need somebody who may read it", { audience: null }, /who may read/],
    ["need an address of the web or none", { url: "javascript:alert(1)" }, /https/],
    ["need a text", { body: "\n" }, /text/],
  ])("%s [KPG-3]", (_name, change, expected) => {
    const fields = { ...whole, ...change };
    const words = whyNoArticle(fields);
    if (expected === null) expect(words).toBeNull();
    else expect(words).toMatch(expected);
    expect(toManuscript(fields) === null).toBe(expected !== null);
  });

  it("become what the server takes, and come back from it [KPG-3]", () => {
    const fields = { ...whole, title: " A ", url: " ", tags: "b, c,, b ,", language: "de " };
    expect(toManuscript(fields)).toEqual({
      title: "A",
      audience: "public",
      url: null,
      tags: ["b", "c"],
      language: "de",
      draft: true,
      body: "Text.",
    });
    const article = anArticle("a", { tags: ["b", "c"], url: "https://a.example", language: "de", draft: true });
    expect(toManuscript(fieldsOf(article))).toMatchObject({
      tags: ["b", "c"],
      url: "https://a.example",
      language: "de",
      draft: true,
    });
  });

  it("have a name that follows the title until it is another one [KPG-3]", () => {
    const typed = changeFields(changeFields(noFields, { title: "How do" }), { title: "How do I pay?" });
    expect(typed.slug).toBe("how-do-i-pay");
    const named = changeFields(typed, { slug: "paying" });
    expect(changeFields(named, { title: "Paying" }).slug).toBe("paying");
  });

  it.each([
    ["How do I pay?", "how-do-i-pay"],
    ["  Überweisung & Gebühr: 5 € ", "uberweisung-gebuhr-5"],
    ["返金について", "返金について"],
    ["?!", ""],
  ])("name %s", (title, slug) => {
    expect(slugFrom(title)).toBe(slug);
  });

  it("for a question are a draft with it as the title [KPG-7]", () => {
    const fields = fieldsForQuestion("Do you\n groom alpacas?");
    expect(fields).toMatchObject({
      title: "Do you groom alpacas?",
      slug: "do-you-groom-alpacas",
      draft: true,
      audience: null,
    });
  });
});

describe("two texts beside each other", () => {
  const show = (theirText: string, mine: string): string =>
    diffLines(theirText, mine)
      .map(({ kind, text }) => `${{ same: " ", mine: "+", theirs: "-" }[kind]}${text}`)
      .join("|");

  it.each([
    ["a\nb\nc", "a\nB\nc", " a|-b|+B| c"],
    ["a\nc", "a\nb\nc", " a|+b| c"],
    ["a\nb\nc", "c", "-a|-b| c"],
    ["a", "a", " a"],
    ["a\na", "a\na\na", " a| a|+a"],
  ])("%j and %j [KPG-5]", (theirText, mine, expected) => {
    expect(show(theirText, mine)).toBe(expected);
  });

  it("are both in it as a whole [KPG-5]", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (theirText, mine) => {
        const lines = diffLines(theirText, mine);
        const of = (whose: "mine" | "theirs") =>
          lines.filter(({ kind }) => kind === "same" || kind === whose).map((line) => line.text);
        expect(of("theirs").join("\n")).toBe(theirText);
        expect(of("mine").join("\n")).toBe(mine);
      }),
    );
  });

  it("of thousands of lines take no time [KPG-5]", () => {
    const lines = (mark: string) => Array.from({ length: 20_000 }, (_, at) => `${mark}${at}`).join("\n");
    const began = cpuMs();
    expect(diffLines(lines("a"), lines("b"))).toHaveLength(40_000);
    expect(cpuMs() - began).toBeLessThan(1_000);
  });
});
