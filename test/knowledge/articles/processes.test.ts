import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../src/database/database.ts";
import { ANY } from "../../../src/knowledge/articles/keep-articles.ts";
import { openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { until } from "../../harness/until.ts";
import { openWorld, source, type World } from "./world.ts";

/** How soon a change is in service in every process, ms. */
const SOON_MS = 5_000;

let test: TestDatabase;
let worlds: World[];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.outside.article.deleteMany();
  worlds = await Promise.all([openWorld(test.database, 2_000), openWorld(test.database, 2_000)]);
});
afterEach(async () => {
  for (const world of worlds) await world.close();
});

const everywhere = (what: string, isSo: (world: World) => boolean) =>
  until(what, () => worlds.every((world) => isSo(world)), SOON_MS);

describe("several processes on one database", () => {
  it("all serve what one has written, taken back or made internal, within five seconds [ART-1]", async () => {
    const [one, other] = worlds as [World, World];
    await one.put("giraffes", "Giraffes", "They are tall.");
    await everywhere("the article", ({ found }) => found("giraffe").length === 1);
    await other.put("giraffes", "Giraffes", "They are tall.", { audience: "internal" });
    await everywhere("its withdrawal", ({ found, knowledge }) => {
      const { publicArticles } = knowledge;
      return found("giraffe").length === 0 && found("giraffe", "internal").length === 1 && publicArticles.length === 0;
    });
    await one.keeper.remove("giraffes", "ana", ANY);
    await everywhere("its end", ({ found }) => found("giraffe", "internal").length === 0);
  });

  it("each have files of their own beside the articles of the API", async () => {
    const [one, other] = worlds as [World, World];
    await one.file("articles/elephants.md", source("Elephants", "They are grey."));
    await one.knowledge.reload();
    await other.put("elephants", "Elephants", "They are heavy.");
    await one.knowledge.refresh();
    expect(one.found("grey")).toEqual([]);
    expect(one.found("heavy")).toEqual(["elephants"]);
    expect((await other.keeper.revert("elephants")).kind).toBe("no_file");
    await one.keeper.revert("elephants");
    await other.knowledge.refresh();
    expect([one.found("grey"), other.found("heavy")]).toEqual([["elephants"], []]);
  });

  it("read an article as it is though another process has just written it", async () => {
    const [one, other] = worlds as [World, World];
    for (let at = 0; at < 5; at += 1) {
      await one.put("giraffes", "Giraffes", `Text ${at}.`);
      expect((await other.keeper.read("giraffes"))?.text).toBe(`Text ${at}.`);
    }
  });
});

describe("while the database is away", () => {
  it("serves what was read last, complains once and goes on when it is back", async () => {
    const database = await openDatabase({ dataDir: "", databaseUrl: test.url, log: { info() {}, warn() {} } });
    const world = await openWorld(database);
    await world.put("giraffes", "Giraffes", "They are tall.");
    await database.close();
    await world.knowledge.refresh();
    await world.knowledge.reload();
    expect(world.found("giraffe")).toEqual(["giraffes"]);
    expect(world.lines.filter(({ level }) => level === "warn")).toEqual([
      { level: "warn", about: { reason: expect.any(String) }, message: "articles of the API cannot be read" },
    ]);
    await world.close();
  });

  it("does not open, because files alone may show what was taken back [ART-3]", async () => {
    const database = await openDatabase({ dataDir: "", databaseUrl: test.url, log: { info() {}, warn() {} } });
    await database.close();
    const log = { info() {}, warn() {} };
    await expect(openKnowledge({ dir: "/nowhere", log, database })).rejects.toThrow();
  });
});

describe("thousands of articles at once", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      slug: `article-${at}`,
      title: `Title ${at}`,
      audience: "public" as const,
      body: `The word is w${at}x. ${"Some more words that have to be worked through. ".repeat(20)}`,
      updatedAt: new Date(),
    }));

  it("are all in service after one look, and hold nobody up meanwhile", async () => {
    const [one] = worlds as [World, World];
    await test.database.outside.article.createMany({ data: many(1_200) });
    const begun = performance.now();
    let [longest, last] = [0, begun];
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await one.knowledge.refresh();
    clearInterval(watch);
    expect(one.knowledge.size).toBe(1_200);
    expect([one.found("w0x"), one.found("w1199x")]).toEqual([["article-0"], ["article-1199"]]);
    expect(longest).toBeLessThan((performance.now() - begun) / 3);
  });

  it("do not keep what is taken back meanwhile in service", async () => {
    const [one, other] = worlds as [World, World];
    await one.put("codes", "Codes", "The word is hush.");
    await other.knowledge.refresh();
    await test.database.outside.article.createMany({ data: many(1_200) });
    const looking = other.knowledge.refresh();
    await one.keeper.remove("codes", "ana", ANY);
    await until("its end", () => other.found("hush").length === 0, SOON_MS);
    await looking;
  });
});
