import { createLibrary, type Library, type Problem } from "./create-library.ts";
import { emptyFolder, type Folder, isSameFolder, readFolder, withoutStamps } from "./read-folder.ts";

/** Ids and counts only: no text of articles. */
export interface KnowledgeLog {
  info(about: Readonly<Record<string, string | number>>, message: string): void;
  warn(about: Readonly<Record<string, string | number>>, message: string): void;
}

export interface WatchOptions {
  /** Holds `articles/` and `voice.md`. */
  readonly dir: string;
  readonly log: KnowledgeLog;
  /** How often the disk is looked at, ms. Looking reads no file that has not changed. */
  readonly pollMs: number;
}

/** A library that follows the disk. */
export interface WatchedLibrary {
  /** Changes as a whole: what was got before stays as it was. */
  readonly current: Library;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Resolves when the first reading is done, whatever came of it. While the folder cannot be read, what was read last stays
 * in service. Polls, because `fs.watch` says nothing on network and container mounts.
 */
export async function watchLibrary({ dir, log, pollMs }: WatchOptions): Promise<WatchedLibrary> {
  let folder: Folder = emptyFolder;
  let library = createLibrary(emptyFolder, null);
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const complain = createComplaint(log, dir);

  const read = async (known: Folder): Promise<void> => {
    try {
      const found = await readFolder(dir, known);
      if (!isSameFolder(found, folder)) {
        const next = createLibrary(found, library);
        report(next, library.problems, log);
        library = next;
      }
      folder = found;
      complain(found.missing ? "there is no folder articles" : null);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
  };
  const lookLater = (): void => {
    if (!closed) timer = setTimeout(look, pollMs).unref();
  };
  const look = (): void => {
    work = work.then(() => read(folder)).then(lookLater);
  };

  let work = read(emptyFolder);
  await work;
  lookLater();

  return {
    get current() {
      return library;
    },
    reload() {
      work = work.then(() => read(withoutStamps(folder)));
      return work;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await work;
    },
  };
}

/** Every look finds the same trouble again; it is told once, until it is over or another one. */
function createComplaint(log: KnowledgeLog, dir: string): (reason: string | null) => void {
  let last: string | null = null;
  return (reason) => {
    if (reason !== null && reason !== last) log.warn({ dir, reason }, "knowledge cannot be read");
    last = reason;
  };
}

function report(library: Library, before: readonly Problem[], log: KnowledgeLog): void {
  const { volumes, indexes, problems } = library;
  const told = new Set(before.map(({ file, reason }) => `${file}: ${reason}`));
  for (const { file, reason } of problems) {
    if (!told.has(`${file}: ${reason}`)) log.warn({ file, reason }, "article cannot be used");
  }
  const counts = { articles: volumes.size, chunks: indexes.internal.chunks.length, problems: problems.length };
  log.info(counts, "knowledge read");
}
