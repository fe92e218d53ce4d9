import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANY } from "../../../src/knowledge/articles/keep-articles.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { openWorld, source, type World } from "./world.ts";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.outside.article.deleteMany();
  world = await openWorld(test.database);
});
afterEach(() => world.close());

const kindOf = async (done: Promise<{ kind: string }>): Promise<string> => (await done).kind;
const versionOf = async (slug: string): Promise<string> => (await world.keeper.read(slug))?.version ?? "none";
const whenSeen = (version: string) => ({ versions: [version], presence: "some" as const });

describe("an article of the API", () => {
  it("is found as soon as it is written, and gone as soon as it is removed [ART-1]", async () => {
    expect(await kindOf(world.put("giraffes", "Giraffes", "They are tall."))).toBe("created");
    expect(world.found("giraffe")).toEqual(["giraffes"]);
    expect(await kindOf(world.put("giraffes", "Zebras", "They are striped."))).toBe("replaced");
    expect([world.found("giraffe"), world.found("zebra")]).toEqual([[], ["giraffes"]]);
    expect(await kindOf(world.keeper.remove("giraffes", "ana", ANY))).toBe("removed");
    expect(world.found("zebra")).toEqual([]);
    expect(await kindOf(world.keeper.remove("giraffes", "ana", ANY))).toBe("unknown");
  });

  it("is gone from the public as soon as it is internal [ART-1]", async () => {
    await world.put("giraffes", "Giraffes", "They are tall.");
    await world.put("giraffes", "Giraffes", "They are tall.", { audience: "internal" });
    expect([world.found("giraffe"), world.found("giraffe", "internal")]).toEqual([[], ["giraffes"]]);
    expect(world.knowledge.publicArticles).toEqual([]);
  });

  it("leaves none of its text behind when it is removed", async () => {
    await world.put("giraffes", "Giraffes", "They are tall.", { url: "https://x.example/giraffes", tags: ["neck"] });
    await world.keeper.remove("giraffes", "ana", ANY);
    const row = await test.database.outside.article.findUniqueOrThrow({ where: { slug: "giraffes" } });
    expect(row).toMatchObject({ title: "", body: "", url: null, tags: [], language: null, isDeleted: true });
  });

  it("is the same article when the same is written again, and no new version [ART-4]", async () => {
    await world.put("giraffes", "Giraffes", "They are tall.", { tags: ["a", "b"] });
    const before = await versionOf("giraffes");
    expect(await kindOf(world.put("giraffes", "Giraffes", "They are tall.", { tags: ["a", "b"] }))).toBe("unchanged");
    expect(await versionOf("giraffes")).toBe(before);
    expect(await kindOf(world.put("giraffes", "Giraffes", "They are tall.", { tags: ["b", "a"] }))).toBe("replaced");
  });
});

describe("an article of the API over a file [ART-2]", () => {
  beforeEach(async () => {
    await world.file("articles/animals/refunds.md", source("Refunds", "Ask for an elephant."));
    await world.knowledge.reload();
  });

  it("stands in its place, and says which file that is", async () => {
    expect(await kindOf(world.put("refunds", "Refunds", "Ask for a tiger."))).toBe("replaced");
    expect([world.found("elephant"), world.found("tiger")]).toEqual([[], ["refunds"]]);
    const read = await world.keeper.read("refunds");
    expect(read?.origin).toMatchObject({
      kind: "api",
      file: "articles/animals/refunds.md",
      updatedBy: "ana@x.example",
    });
    expect(await world.keeper.list()).toHaveLength(1);
  });

  it("is forgotten when it is reverted", async () => {
    await world.put("refunds", "Refunds", "Ask for a tiger.");
    const reverted = await world.keeper.revert("refunds");
    expect(reverted).toMatchObject({ kind: "reverted", entry: { origin: { kind: "file" } } });
    expect([world.found("elephant"), world.found("tiger")]).toEqual([["refunds"], []]);
    expect(await test.database.outside.article.count()).toBe(0);
  });

  it("cannot be reverted where there is no file", async () => {
    await world.put("tigers", "Tigers", "Striped.");
    expect(await kindOf(world.keeper.revert("tigers"))).toBe("no_file");
    expect(await kindOf(world.keeper.revert("nothing"))).toBe("unknown");
    expect(world.found("tigers")).toEqual(["tigers"]);
  });

  it("hides the file when it is removed, whatever the file says then", async () => {
    await world.keeper.remove("refunds", "ana", ANY);
    await world.file("articles/animals/refunds.md", source("Refunds", "Ask for an older elephant."));
    await world.knowledge.reload();
    expect(world.found("elephant")).toEqual([]);
    expect(await world.keeper.list()).toEqual([]);
    expect(world.knowledge.status.hidden).toEqual([{ slug: "refunds", file: "articles/animals/refunds.md" }]);
    await world.keeper.revert("refunds");
    expect(world.found("elephant")).toEqual(["refunds"]);
    expect(world.knowledge.status.hidden).toEqual([]);
  });

  it("that was removed before the file came hides it, which is said [ART-8]", async () => {
    await world.put("tigers", "Tigers", "Striped.");
    await world.keeper.remove("tigers", "ana", ANY);
    await world.file("articles/tigers.md", source("Tigers", "They have stripes."));
    await world.knowledge.reload();
    expect(world.found("stripes")).toEqual([]);
    expect(world.knowledge.status.hidden).toEqual([{ slug: "tigers", file: "articles/tigers.md" }]);
    await world.put("tigers", "Tigers", "To be done.", { draft: true });
    expect(world.knowledge.status.hidden).toEqual([]);
  });

  it("is nothing new when it says what the file says", async () => {
    expect(await kindOf(world.put("refunds", "Refunds", "Ask for an elephant."))).toBe("unchanged");
    expect(await test.database.outside.article.count()).toBe(0);
  });
});

describe("a draft [ART-2]", () => {
  const draft = { draft: true };

  it("of a file leaves what the file says in service, and is what the desk shows", async () => {
    await world.file("articles/refunds.md", source("Refunds", "Ask for an elephant."));
    await world.knowledge.reload();
    await world.put("refunds", "Refunds", "Ask for a tiger.", draft);
    expect([world.found("elephant", "internal"), world.found("tiger", "internal")]).toEqual([["refunds"], []]);
    expect(await world.keeper.read("refunds")).toMatchObject({ isDraft: true, text: "Ask for a tiger." });
    await world.put("refunds", "Refunds", "Ask for a tiger.");
    expect([world.found("elephant"), world.found("tiger")]).toEqual([[], ["refunds"]]);
  });

  it.each([
    ["was served in the file's place", () => world.put("refunds", "Refunds", "Ask for a tiger.")],
    ["was kept from the public", () => world.put("refunds", "Refunds", "Ask for a tiger.", { audience: "internal" })],
    ["was removed", () => world.keeper.remove("refunds", "ana", ANY)],
  ])("of what %s does not bring the file back, however often it is written", async (_name, before) => {
    await world.file("articles/refunds.md", source("Refunds", "Ask for an elephant."));
    await world.knowledge.reload();
    await before();
    for (const text of ["Ask for a lion.", "Ask for a bear."]) await world.put("refunds", "Refunds", text, draft);
    for (const word of ["elephant", "tiger", "lion", "bear"]) expect(world.found(word, "internal")).toEqual([]);
    expect(await world.keeper.read("refunds")).toMatchObject({ isDraft: true, text: "Ask for a bear." });
    await world.put("refunds", "Refunds", "Ask for a bear.");
    expect(world.found("bear")).toEqual(["refunds"]);
  });

  it("may be a file", async () => {
    await world.file("articles/refunds.md", source("Refunds", "Ask for an elephant.", "audience: public\ndraft: true"));
    await world.knowledge.reload();
    expect(world.found("elephant", "internal")).toEqual([]);
    expect(await world.keeper.read("refunds")).toMatchObject({ isDraft: true });
    expect(world.knowledge.status).toMatchObject({ articles: 0, drafts: 1, chunks: 0, problems: [] });
  });
});

describe("those who write at once [ART-4]", () => {
  it("lose nothing: two clients with fifty articles each", async () => {
    const beside = await openWorld(test.database);
    const slugs = Array.from({ length: 100 }, (_, at) => `article-${at}`);
    const written = await Promise.all(
      slugs.map((slug, at) => (at % 2 === 0 ? world : beside).put(slug, `Title ${at}`, `Text of ${slug}.`)),
    );
    expect(written.map(({ kind }) => kind)).toEqual(slugs.map(() => "created"));
    for (const one of [world, beside]) {
      expect((await one.keeper.list()).map(({ article }) => article.slug)).toEqual(slugs.toSorted());
      expect(one.knowledge.size).toBe(100);
    }
    const rows = await test.database.outside.article.findMany();
    expect(new Set(rows.map(({ revision }) => revision)).size).toBe(100);
    await beside.close();
  });

  it("give each write of one article a version of its own", async () => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, at) => world.put("one", "One", `Text ${at}.`)));
    const versions = all.map((done) => ("entry" in done ? done.entry.version : "none"));
    expect(new Set(versions).size).toBe(30);
    expect(all.filter(({ kind }) => kind === "created")).toHaveLength(1);
  });

  it("overwrite nothing that they have not seen: of ten one wins", async () => {
    await world.put("one", "One", "Text.");
    const condition = whenSeen(await versionOf("one"));
    const fields = { title: "One", audience: "public" };
    const done = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        world.keeper.write("one", { kind: "fields", fields, text: `Text ${at}.` }, "ana", condition),
      ),
    );
    expect(done.map(({ kind }) => kind).toSorted()).toEqual([...Array(9).fill("outdated"), "replaced"]);
  });

  it.each([
    ["an older version", () => whenSeen("r1"), "outdated"],
    ["the present version", async () => whenSeen(await versionOf("one")), "removed"],
    ["that there is none", () => ({ versions: null, presence: "none" as const }), "outdated"],
  ])("may name %s", async (_name, condition, outcome) => {
    await world.put("one", "One", "Text.");
    expect(await kindOf(world.keeper.remove("one", "ana", await condition()))).toBe(outcome);
  });

  it("see a file as another version when it has changed", async () => {
    await world.file("articles/one.md", source("One", "Text."));
    await world.knowledge.reload();
    const seen = await versionOf("one");
    await world.file("articles/one.md", source("One", "Another text."));
    await world.knowledge.reload();
    expect(await kindOf(world.keeper.remove("one", "ana", whenSeen(seen)))).toBe("outdated");
  });
});
