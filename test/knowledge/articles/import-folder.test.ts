import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ImportOptions, importFolder, NoFolderError } from "../../../src/knowledge/articles/import-folder.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { openWorld, source } from "./world.ts";

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  await test.database.outside.article.deleteMany();
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const run = (options: Partial<ImportOptions> = {}) =>
  importFolder(folder, { database: test.database, audience: null, draft: false, by: "ana@x.example", ...options });
const rows = () => test.database.outside.article.findMany({ orderBy: { slug: "asc" } });

describe("importFolder [ART-7]", () => {
  it("takes in what is good, leaves out what is broken, and says why without quoting", async () => {
    await write({
      "deep/er/refunds.md": source("Refunds", "Ask for one.", "audience: public\ntags: [a]\nlayout: post"),
      "internal.md": source("Codes", "hush", "audience: internal"),
      "broken.md": "---\ntitle: [hush\n---\nhush",
      "nobody-says.md": "# Hush\n\nhush",
      "empty.md": source("Hush", ""),
      "later/refunds.md": source("Twin", "hush"),
      "latin.md": Uint8Array.from([0x2d, 0xe9, 0xe8]),
      "wide.md": Buffer.from(source("Hush", "hush"), "utf16le"),
      "huge.md": source("Hush", "x".repeat(200_001)),
      "what?.md": source("Hush", "hush"),
      "notes.txt": "hush",
      ".git/x.md": source("Hush", "hush"),
    });
    const done = await run();
    expect(done).toMatchObject({ stored: 2, unchanged: 0 });
    expect(Object.fromEntries(done.broken.map(({ file, reason }) => [file, reason]))).toEqual({
      "broken.md": expect.stringContaining("not YAML"),
      "empty.md": expect.stringContaining("no text"),
      "huge.md": expect.stringContaining("200 kB"),
      "later/refunds.md": "another file is called refunds",
      "latin.md": expect.stringContaining("UTF-8"),
      "nobody-says.md": expect.stringContaining("audience"),
      "what?.md": expect.stringContaining("slug"),
      "wide.md": expect.stringMatching(/UTF-8|audience|front matter/),
    });
    expect(JSON.stringify(done).replace("hush.md", "")).not.toContain("hush");
    expect(await rows()).toMatchObject([
      { slug: "internal", audience: "internal", isDraft: false, updatedBy: "ana@x.example" },
      { slug: "refunds", title: "Refunds", audience: "public", tags: ["a"], body: "Ask for one." },
    ]);
  });

  it("changes nothing when the same comes again, and only what is another when something has changed", async () => {
    const names = Array.from({ length: 230 }, (_, at) => `n${at}.md`);
    await write(Object.fromEntries(names.map((name) => [name, source(name, `Text of ${name}`)])));
    const progress: number[] = [];
    expect(await run({ onProgress: (done) => void progress.push(done) })).toEqual({
      stored: 230,
      unchanged: 0,
      broken: [],
    });
    expect(progress).toEqual([100, 200, 230]);
    const before = await rows();
    expect(await run()).toMatchObject({ stored: 0, unchanged: 230 });
    expect(await rows()).toEqual(before);
    await write({ "n7.md": source("n7.md", "Another text") });
    expect(await run()).toMatchObject({ stored: 1, unchanged: 229 });
  });

  it.each([
    [
      "the first heading",
      "nice-name.md",
      "Intro\n\n## The **first** [one](https://x.example)\n\nText",
      "The first one",
    ],
    ["its own name", "nice-name.md", "Text without a heading", "nice name"],
    ["its front matter", "a.md", "---\ntitle: 404\nother: thing\n---\n# Not this\n\nText", "404"],
  ])("calls a file by %s", async (_name, file, text, title) => {
    await write({ [file]: text });
    expect(await run({ audience: "internal" })).toMatchObject({ stored: 1, broken: [] });
    expect(await rows()).toMatchObject([{ title, audience: "internal" }]);
  });

  it("believes a file that says its audience more than whoever imports it", async () => {
    await write({ "a.md": source("A", "Text", "audience: internal"), "b.md": "Text" });
    await run({ audience: "public" });
    expect(await rows()).toMatchObject([{ audience: "internal" }, { audience: "public" }]);
  });

  it("takes nothing out of service by a draft", async () => {
    await write({ "a.md": source("A", "Old"), "b.md": source("B", "Old") });
    await run({ draft: true });
    expect(await rows()).toMatchObject([{ isDraft: true }, { isDraft: true }]);
    await run({ draft: false });
    await write({ "a.md": source("A", "New") });
    expect(await run({ draft: true })).toMatchObject({
      stored: 0,
      broken: [{ file: "a.md", reason: expect.stringContaining("draft") }, { file: "b.md" }],
    });
    expect(await rows()).toMatchObject([{ isDraft: false, body: "Old" }, { isDraft: false }]);
  });

  it("is found by a process that runs", async () => {
    const world = await openWorld(test.database);
    await write({ "giraffes.md": source("Giraffes", "They are tall.") });
    await run();
    await world.knowledge.refresh();
    expect(world.found("giraffe")).toEqual(["giraffes"]);
    await world.close();
  });

  it("says when there is no folder, and stops where it is told to", async () => {
    await expect(
      importFolder(join(folder, "nowhere"), { database: test.database, audience: null, draft: false, by: "ana" }),
    ).rejects.toThrow(NoFolderError);
    await write({ "a.md": source("A", "Text") });
    await expect(run({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    expect(await rows()).toEqual([]);
  });

  it("takes thousands of files in seconds", async () => {
    const names = Array.from({ length: 2_000 }, (_, at) => `n${at}.md`);
    await write(Object.fromEntries(names.map((name) => [name, source(name, `Text of ${name} `.repeat(60))])));
    const begun = performance.now();
    expect((await run()).stored).toBe(2_000);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});
