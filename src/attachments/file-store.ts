import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";

/** Files by their content: the same one twice is stored once, and none is ever changed. */
export interface FileStore {
  /** Resolves with the content's SHA-256, in hex, when it is on disk. */
  put(content: Uint8Array): Promise<string>;
  /** The content of a hash, with its size in bytes, or null when it is not there. `part`: first and last byte. */
  read(hash: string): Promise<{ readonly size: number; stream(part?: Part): Readable } | null>;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

const HASH = /^[0-9a-f]{64}$/;

/** Below a folder that all processes share. */
export function createFileStore(folder: string): FileStore {
  const pathOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new Error("not a hash of ours");
    return join(folder, hash.slice(0, 2), hash);
  };
  return {
    async put(content) {
      const hash = createHash("sha256").update(content).digest("hex");
      const path = pathOf(hash);
      if ((await sizeOf(path)) !== content.byteLength) await write(path, content);
      // Also where another process has just given it its name.
      await sync(dirname(path));
      return hash;
    },
    async read(hash) {
      const path = pathOf(hash);
      const size = await sizeOf(path);
      return size === null ? null : { size, stream: (part) => createReadStream(path, part) };
    },
  };
}

/** Beside its place first, so that no other process ever sees half of it; on disk before it has its name. */
async function write(path: string, content: Uint8Array): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (made !== undefined) await sync(dirname(made));
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What was made or named in a folder is on disk then. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
