import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A text file as it was when it was read. */
interface SourceFile {
  /** Changes with every write to the file. Empty when the file has to be read again whatever its stamp. */
  readonly stamp: string;
  /** Null when it never could be read. */
  readonly text: string | null;
  /** Why it could not be read this time, such as `EACCES` or `EFBIG`; null when it could. */
  readonly failure: string | null;
}

export interface Folder {
  /** By path within the knowledge folder, with forward slashes. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** There is no folder `articles`: the files are those that were known. */
  readonly missing: boolean;
}

export const VOICE_FILE = "voice.md";

/** As the system calls it; here by `MAX_FILE_BYTES`. */
export const TOO_LARGE = "EFBIG";

export const emptyFolder: Folder = { files: new Map(), missing: true };

/** Ten times what the API takes. What is longer came here by mistake, and would keep the process from all else. */
export const MAX_FILE_BYTES = 1_000_000;

/** A file that was written as shortly ago, ms, may still be being written: half an article is a broken one. */
const SETTLE_MS = 200;

/**
 * The Markdown files below `articles`, and `voice.md`. Only what has another stamp than in `known` is read; a file that
 * cannot be read now keeps the text it had, and so does one that may not be finished at `now`, ms since 1970. Null: what
 * is on disk is read as it is.
 * @throws when `articles` is there and cannot be listed.
 */
export async function readFolder(dir: string, known: Folder, now: number | null): Promise<Folder> {
  const found = await listArticles(dir);
  const wasKnown = [...known.files.keys()].filter((path) => path !== VOICE_FILE);
  const files = new Map<string, SourceFile>();
  for (const path of [...(found ?? wasKnown), VOICE_FILE]) {
    const before = known.files.get(path);
    const file = found === null && path !== VOICE_FILE ? before : await readSource(join(dir, path), before, now);
    if (file !== undefined) files.set(path, file);
  }
  return { files, missing: found === null };
}

/** The same folder with nothing taken for granted: every file is read again, and keeps its text if that fails. */
export function withoutStamps({ files, missing }: Folder): Folder {
  return { files: new Map([...files].map(([path, file]) => [path, { ...file, stamp: "" }])), missing };
}

/** Whether both say the same. When they were read does not matter. */
export function isSameFolder(a: Folder, b: Folder): boolean {
  if (a.files.size !== b.files.size) return false;
  return [...a.files].every(([path, file]) => {
    const other = b.files.get(path);
    return other !== undefined && other.text === file.text && other.failure === file.failure;
  });
}

async function listArticles(dir: string): Promise<readonly string[] | null> {
  try {
    const names = await readdir(join(dir, "articles"), { recursive: true });
    const paths = names.map((name) => `articles/${name.replaceAll("\\", "/")}`);
    // Names with a dot in front are editors' and version control's, and the real folders behind a Kubernetes mount.
    return paths.filter((path) => path.endsWith(".md") && !path.includes("/.")).sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Nothing when there is no such file yet, or it has just gone. */
async function readSource(
  path: string,
  known: SourceFile | undefined,
  now: number | null,
): Promise<SourceFile | undefined> {
  try {
    // Stamp first, text after: a write in between leaves an old stamp, and is read next time.
    const { mtimeMs, mtimeNs, ctimeNs, size, ino } = await stat(path, { bigint: true });
    const stamp = [mtimeNs, ctimeNs, size, ino].join(":");
    const ageMs = now === null ? SETTLE_MS : now - Number(mtimeMs);
    // A clock that runs ahead elsewhere must not keep a file from ever being read.
    const isSettled = ageMs < 0 || ageMs >= SETTLE_MS;
    if (known?.stamp === stamp || !isSettled) return known;
    if (size > MAX_FILE_BYTES) return { stamp: "", text: known?.text ?? null, failure: TOO_LARGE };
    return { stamp, text: await readFile(path, "utf8"), failure: null };
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    return code === "ENOENT" ? undefined : { stamp: "", text: known?.text ?? null, failure: code };
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
