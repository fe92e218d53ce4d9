import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Knowledge, openKnowledge } from "../../src/knowledge/knowledge.ts";
import type { Passage } from "../../src/knowledge/passage.ts";

let dir: string;
let lines: { level: string; about: Readonly<Record<string, string | number>>; message: string }[];
let knowledge: Knowledge | null;

const log = {
  info: (about: Readonly<Record<string, string | number>>, message: string) =>
    lines.push({ level: "info", about, message }),
  warn: (about: Readonly<Record<string, string | number>>, message: string) =>
    lines.push({ level: "warn", about, message }),
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  lines = [];
  knowledge = null;
});

afterEach(async () => {
  await knowledge?.close();
  await rm(dir, { recursive: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
}

/** That a change is found at all, on however busy a machine. */
const PATIENT = { timeout: 15_000 };
const source = (title: string, text: string, audience = "public"): string =>
  `---\ntitle: ${title}\naudience: ${audience}\nurl: https://help.acme.example/${title.toLowerCase()}\n---\n${text}\n`;

/** Looks at the disk only when told to, unless a test says how often. */
async function open(pollMs = 3_600_000): Promise<Knowledge> {
  knowledge = await openKnowledge({ dir, log, pollMs });
  return knowledge;
}

const passages = (query: string, audience: Passage["audience"]): readonly Passage[] =>
  knowledge?.searchByWords(query, { audience, limit: 5 }) ?? [];
const found = (query: string, audience: Passage["audience"] = "public"): string[] =>
  passages(query, audience).map(({ slug }) => slug);

describe("openKnowledge", () => {
  it("answers with passages that say where they come from", async () => {
    await write("articles/billing/refunds.md", source("Refunds", "Intro.\n\n## How long?\n\nFive business days."));
    const opened = await open();
    expect(opened.size).toBe(1);
    expect(opened.searchByWords("business days", { audience: "public", limit: 3 })).toEqual([
      {
        slug: "refunds",
        title: "Refunds",
        heading: "How long?",
        text: "Five business days.",
        url: "https://help.acme.example/refunds",
        audience: "public",
        score: 1,
        why: { cosine: null, coverage: 1, words: ["business", "days"], exact: [] },
      },
    ]);
  });

  it("never gives an internal article to the public", async () => {
    await write("articles/open.md", source("Refunds", "Ask for a refund."));
    await write("articles/closed.md", source("Exceptions", "A refund with code EXC.", "internal"));
    await open();
    expect(found("refund")).toEqual(["open"]);
    expect(found("EXC")).toEqual([]);
    expect(found("refund", "internal").toSorted()).toEqual(["closed", "open"]);
  });

  it("leaves out the articles it cannot use, says which and why, and quotes nothing [KB-2]", async () => {
    await write("articles/good.md", source("Refunds", "Ask for a refund."));
    await write("articles/broken.md", "---\ntitle: [hush\naudience: hush\n---\nA hush refund.");
    await write("articles/undecided.md", source("Hush", "A hush refund.", "everybody"));
    await write("articles/later/good.md", source("Twin", "A hush refund."));
    const opened = await open();
    expect(opened.size).toBe(1);
    expect(found("refund", "internal")).toEqual(["good"]);
    expect(opened.problems).toEqual([
      { file: "articles/broken.md", reason: expect.stringContaining("not YAML") },
      { file: "articles/later/good.md", reason: "another article is called good" },
      { file: "articles/undecided.md", reason: expect.stringContaining("audience") },
    ]);
    expect(lines.filter(({ level }) => level === "warn")).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain("hush");
  });
});

describe("the knowledge folder", () => {
  it("is empty, and says so, where there is no folder", async () => {
    dir = join(dir, "nowhere");
    await mkdir(dir);
    const opened = await open();
    expect(opened.size).toBe(0);
    expect(found("refund")).toEqual([]);
    expect(opened.voice).toContain("320");
    expect(lines).toEqual([
      { level: "warn", about: { dir, reason: "there is no folder articles" }, message: "knowledge cannot be read" },
    ]);
  });

  it("reads the voice guide, with or without articles", async () => {
    await write("voice.md", "Be kind.\n\n## sms\n\nBe brief.");
    const opened = await open();
    expect(opened.voice).toBe("Be kind.\n\n## sms\n\nBe brief.");
  });

  it("passes over editors' files and folders with a dot", async () => {
    await write("articles/.refunds.md.swp.md", source("Draft", "A refund."));
    await write("articles/..2026/refunds.md", source("Copy", "A refund."));
    await write("articles/notes.txt", "A refund.");
    expect((await open()).size).toBe(0);
  });

  it("knows the hosts of public articles and of their links, not of examples and internal articles", async () => {
    const text = "See [x](https://Status.acme.example/a), <https://app.acme.example:8443>, https://bare.acme.example.";
    await write(
      "articles/a.md",
      source("A", `${text} \`https://code.example\`\n\n\`\`\`\nhttps://fence.example\n\`\`\``),
    );
    await write("articles/b.md", source("B", "https://secret.example", "internal"));
    expect((await open()).linkHosts).toEqual([
      "app.acme.example:8443",
      "bare.acme.example",
      "help.acme.example",
      "status.acme.example",
    ]);
  });
});

describe("a change on disk", () => {
  beforeEach(async () => {
    await write("articles/refunds.md", source("Refunds", "Ask for a refund."));
  });

  it("is found within five seconds [KB-1]", async () => {
    knowledge = await openKnowledge({ dir, log });
    await write("articles/giraffes.md", source("Giraffes", "They are tall."));
    await vi.waitFor(() => expect(found("giraffe")).toEqual(["giraffes"]), { timeout: 5_000 });
  });

  it("may be an article that is new, another, or gone", async () => {
    await open(10);
    await write("articles/giraffes.md", source("Giraffes", "They are tall."));
    await vi.waitFor(() => expect(found("giraffe")).toEqual(["giraffes"]), PATIENT);
    await write("articles/giraffes.md", source("Zebras", "They are striped."));
    await vi.waitFor(() => expect([found("giraffe"), found("zebra")]).toEqual([[], ["giraffes"]]), PATIENT);
    await rm(join(dir, "articles/giraffes.md"));
    await vi.waitFor(() => expect(found("zebra")).toEqual([]), PATIENT);
    expect(found("refund")).toEqual(["refunds"]);
  });

  it("may be an audience: what becomes internal is gone from the public", async () => {
    const opened = await open();
    await write("articles/refunds.md", source("Refunds", "Ask for a refund.", "internal"));
    await opened.reload();
    expect(found("refund")).toEqual([]);
    expect(found("refund", "internal")).toEqual(["refunds"]);
  });

  it("is seen though size and time of change stay the same", async () => {
    const then = new Date("2026-11-01");
    await write("articles/a.md", source("Zebra", "Tall."));
    await utimes(join(dir, "articles/a.md"), then, then);
    await open(10);
    await write("articles/a.md", source("Camel", "Tall."));
    await utimes(join(dir, "articles/a.md"), then, then);
    await vi.waitFor(() => expect(found("camel")).toEqual(["a"]), PATIENT);
  });
});

describe("a change around the articles", () => {
  beforeEach(async () => {
    await write("articles/refunds.md", source("Refunds", "Ask for a refund."));
  });

  it("may be the folder itself, which appears late", async () => {
    await rename(join(dir, "articles"), join(dir, "aside"));
    await open(10);
    expect(found("refund")).toEqual([]);
    await rename(join(dir, "aside"), join(dir, "articles"));
    await vi.waitFor(() => expect(found("refund")).toEqual(["refunds"]), PATIENT);
  });

  it("may be the voice guide", async () => {
    const opened = await open();
    await write("voice.md", "Sing.");
    await opened.reload();
    expect(opened.voice).toBe("Sing.");
    await rm(join(dir, "voice.md"));
    await opened.reload();
    expect(opened.voice).toContain("320");
  });
});

describe("what is said about changes", () => {
  beforeEach(async () => {
    await write("articles/refunds.md", source("Refunds", "Ask for a refund."));
  });

  it("tells of a problem once, and of its end by its absence", async () => {
    const opened = await open();
    await write("articles/broken.md", "no front matter");
    await opened.reload();
    await write("articles/more.md", source("More", "Text."));
    await opened.reload();
    expect(lines.filter(({ message }) => message === "article cannot be used")).toHaveLength(1);
    await write("articles/broken.md", source("Mended", "Text."));
    await opened.reload();
    expect(knowledge?.problems).toEqual([]);
  });

  it("says nothing when nothing has changed", async () => {
    const opened = await open();
    await write("articles/refunds.md", source("Refunds", "Ask for a refund."));
    await opened.reload();
    expect(lines).toHaveLength(1);
  });
});

describe("what goes on working", () => {
  beforeEach(async () => {
    await write("articles/refunds.md", source("Refunds", "Ask for a refund."));
  });

  it("leaves what was read in service when the folder goes away, and complains once", async () => {
    const opened = await open();
    await rename(join(dir, "articles"), join(dir, "aside"));
    await opened.reload();
    await opened.reload();
    expect(found("refund")).toEqual(["refunds"]);
    expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  });

  it("leaves an article in service that can no longer be read, and says so", async () => {
    const opened = await open();
    await rm(join(dir, "articles/refunds.md"));
    await mkdir(join(dir, "articles/refunds.md"));
    await opened.reload();
    expect(found("refund")).toEqual(["refunds"]);
    expect(knowledge?.problems).toEqual([{ file: "articles/refunds.md", reason: "cannot be read (EISDIR)" }]);
  });

  it("leaves an article in service whose file has become too large, and says so [ART-9]", async () => {
    const opened = await open();
    await write("articles/refunds.md", source("Refunds", "Ask for a giraffe.\n".repeat(60_000)));
    await opened.reload();
    expect([found("refund"), found("giraffe")]).toEqual([["refunds"], []]);
    expect(opened.problems).toEqual([{ file: "articles/refunds.md", reason: "too large: 1000 kB at most" }]);
    await write("articles/refunds.md", source("Refunds", "Ask for a giraffe."));
    await opened.reload();
    expect([found("giraffe"), opened.problems]).toEqual([["refunds"], []]);
  });

  it("does not touch what a search has already answered", async () => {
    const opened = await open();
    const before = opened.searchByWords("refund", { audience: "public", limit: 1 });
    await write("articles/refunds.md", source("Refunds", "No refund any more."));
    await opened.reload();
    expect(before[0]?.text).toBe("Ask for a refund.");
  });

  it("is no longer looked for after close, and searching goes on", async () => {
    const opened = await open(10);
    await opened.close();
    await opened.close();
    expect(found("refund")).toEqual(["refunds"]);
    await opened.reload();
    expect(found("refund")).toEqual(["refunds"]);
  });
});
