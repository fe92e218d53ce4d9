import { createHash } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFileStore, type FileStore } from "../../src/attachments/file-store.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";

let folder: TemporaryFolder;
let files: FileStore;
beforeAll(() => {
  folder = temporaryFolder();
  files = createFileStore(join(folder.path, "attachments"));
});
afterAll(() => folder.remove());

const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
const pathOf = (hash: string) => join(folder.path, "attachments", hash.slice(0, 2), hash);

async function contentOf(hash: string): Promise<Buffer | null> {
  const file = await files.read(hash);
  return file && (await buffer(file.stream()));
}

describe("the file store", () => {
  it.each([
    ["text", Buffer.from("Hello\r\n")],
    ["bytes of every kind", Buffer.from(Array.from({ length: 256 }, (_, n) => n))],
    ["nothing", Buffer.alloc(0)],
  ])("gives %s back byte for byte, under its hash [FILE-2]", async (_, content) => {
    const hash = await files.put(content);
    expect(hash).toBe(sha256(content));
    expect(await contentOf(hash)).toEqual(content);
    expect((await files.read(hash))?.size).toBe(content.byteLength);
  });

  it("keeps the same content once, also when it comes many times at once [FILE-3]", async () => {
    const content = Buffer.alloc(100_000, "same");
    const hashes = await Promise.all(Array.from({ length: 10 }, () => files.put(content)));
    expect(new Set(hashes).size).toBe(1);
    expect(await readdir(join(pathOf(sha256(content)), ".."))).toEqual([sha256(content)]);
  });

  it("writes a file anew of which only a part is there [FILE-2]", async () => {
    const content = Buffer.from("all of it");
    const path = pathOf(sha256(content));
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, "all");
    await files.put(content);
    expect(await contentOf(sha256(content))).toEqual(content);
  });

  it("knows what it does not have, and takes nothing but a hash for one [FILE-2]", async () => {
    expect(await files.read(sha256(Buffer.from("never seen")))).toBeNull();
    for (const name of ["", "../../etc/passwd", `${"0".repeat(63)}/`, "0".repeat(65), "A".repeat(64)])
      await expect(files.read(name)).rejects.toThrow("not a hash");
  });
});
