import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, type Folder, readFolder } from "../../../src/knowledge/articles/read-folder.ts";

const FILE = "articles/a.md";

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await mkdir(join(dir, "articles"));
});
afterEach(() => rm(dir, { recursive: true }));

/** Writes the file and gives the time of that, ms. */
async function write(text: string): Promise<number> {
  await writeFile(join(dir, FILE), text);
  return (await stat(join(dir, FILE))).mtimeMs;
}

const textIn = ({ files }: Folder) => files.get(FILE)?.text;

describe("a file that was written a moment ago", () => {
  it("keeps the text it had until it may be finished", async () => {
    const before = await readFolder(dir, emptyFolder, (await write("whole")) + 1_000);
    const at = await write("ha");
    const during = await readFolder(dir, before, at + 100);
    expect(textIn(during)).toBe("whole");
    await write("half of another");
    expect(textIn(await readFolder(dir, during, at + 60_000))).toBe("half of another");
  });

  it("is not there yet when it is new", async () => {
    const at = await write("new");
    expect(textIn(await readFolder(dir, emptyFolder, at + 100))).toBeUndefined();
    expect(textIn(await readFolder(dir, emptyFolder, at + 300))).toBe("new");
  });

  it("is read when it says that it is from the future, or when all is wanted as it is", async () => {
    const at = await write("new");
    expect(textIn(await readFolder(dir, emptyFolder, at - 3_600_000))).toBe("new");
    expect(textIn(await readFolder(dir, emptyFolder, null))).toBe("new");
  });
});
