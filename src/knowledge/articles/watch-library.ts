import type { Database } from "../../database/database.ts";
import { type ArticleRows, NO_ROWS, readRows } from "./article-rows.ts";
import { countChunks, createLibrary, type Library } from "./create-library.ts";
import { createLookQueue, type Depth, LOOK } from "./look-queue.ts";
import type { Problem } from "./read-files.ts";
import { emptyFolder, type Folder, isSameFolder, readFolder, withoutStamps } from "./read-folder.ts";

/** Ids and counts only: no text of articles. */
export interface KnowledgeLog {
  info(about: Readonly<Record<string, string | number>>, message: string): void;
  warn(about: Readonly<Record<string, string | number>>, message: string): void;
}

export interface WatchOptions {
  /** Holds `articles/` and `voice.md`. */
  readonly dir: string;
  /** Holds the articles of the API; null: there are only files. */
  readonly database: Pick<Database, "outside"> | null;
  readonly log: KnowledgeLog;
  /** How often is looked, ms. Looking reads no file and no row that has not changed. */
  readonly pollMs: number;
  /** Called with the first library and each that follows, once the call before has resolved. Must not reject. */
  readonly onChange?: (library: Library) => Promise<void>;
}

/** A library that follows the disk and the table. */
export interface WatchedLibrary {
  /** Changes as a whole: what was got before stays as it was. */
  readonly current: Library;
  /** Reads every file again, and the rows. Resolves when what was there at the call is in service; never rejects. */
  reload(): Promise<void>;
  /** The same for rows alone: for whoever has written one. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** So many that have changed are in service before the next are read. */
const MOST_ROWS = 500;

/**
 * Resolves when the first reading is done, whatever came of the files. While the folder or the table cannot be read, what
 * was read last stays in service. Polls, because `fs.watch` says nothing on network and container mounts.
 * @throws when the rows cannot be read at the beginning: the files alone may show what was taken back.
 */
export async function watchLibrary(options: WatchOptions): Promise<WatchedLibrary> {
  const { database, log, pollMs, onChange = async () => {} } = options;
  const sources = createSources(options);
  let folder = await sources.folder(LOOK.everyFile, emptyFolder);
  let rows = database === null ? NO_ROWS : await readRows(database);
  let library = await createLibrary(folder, null, rows);
  if (!folder.missing || library.listed.length > 0) report(library, [], log);
  await onChange(library);

  const take = async (foundFolder: Folder, foundRows: ArticleRows): Promise<void> => {
    if (foundRows !== rows || !isSameFolder(foundFolder, folder)) {
      const next = await createLibrary(foundFolder, library, foundRows);
      report(next, library.problems, log);
      library = next;
      await onChange(next);
    }
    folder = foundFolder;
    rows = foundRows;
  };
  const complain = createComplaint((reason) => log.warn({ reason }, "changed articles cannot be worked through"));
  const looks = createLookQueue(async (depth) => {
    const foundFolder = await sources.folder(depth, folder);
    try {
      for (let isMore = true; isMore; ) {
        const foundRows = await sources.rows(rows);
        isMore = foundRows !== rows && foundRows.stamp === null;
        await take(foundFolder, foundRows);
      }
      complain(null);
    } catch (error) {
      // Or nobody would ever look again: what was read before stays in service.
      complain(error instanceof Error ? error.name : typeof error);
    }
  });
  const polling = poll(() => looks.add(LOOK.changedFiles), pollMs);

  return {
    get current() {
      return library;
    },
    reload: () => looks.add(LOOK.everyFile),
    refresh: () => looks.add(LOOK.rows),
    async close() {
      polling.stop();
      await looks.idle();
    },
  };
}

/** Looks again and again, each time so long after the last look was done. */
function poll(look: () => Promise<void>, everyMs: number): { readonly isStopped: boolean; stop(): void } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    if (!isStopped) timer = setTimeout(() => void look().then(later), everyMs).unref();
  };
  later();
  return {
    get isStopped() {
      return isStopped;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** The two places to look at. What cannot be read now is as it was known, and is complained of once. */
function createSources({ dir, database, log }: WatchOptions) {
  const complainOfFolder = createComplaint((reason) => log.warn({ dir, reason }, "knowledge cannot be read"));
  const complainOfRows = createComplaint((reason) => log.warn({ reason }, "articles of the API cannot be read"));
  return {
    async folder(depth: Depth, known: Folder): Promise<Folder> {
      if (depth < LOOK.changedFiles) return known;
      try {
        const isAll = depth === LOOK.everyFile;
        const found = await readFolder(dir, isAll ? withoutStamps(known) : known, isAll ? null : Date.now());
        complainOfFolder(found.missing ? "there is no folder articles" : null);
        return found;
      } catch (error) {
        complainOfFolder(error instanceof Error ? error.message : String(error));
        return known;
      }
    },
    async rows(known: ArticleRows): Promise<ArticleRows> {
      if (database === null) return known;
      try {
        const found = await readRows(database, known, MOST_ROWS);
        complainOfRows(null);
        return found;
      } catch (error) {
        // A driver's message may quote what a statement was given.
        complainOfRows(error instanceof Error ? error.name : typeof error);
        return known;
      }
    },
  };
}

/** Every look finds the same trouble again; it is told once, until it is over or another one. */
function createComplaint(tell: (reason: string) => void): (reason: string | null) => void {
  let last: string | null = null;
  return (reason) => {
    if (reason !== null && reason !== last) tell(reason);
    last = reason;
  };
}

function report(library: Library, before: readonly Problem[], log: KnowledgeLog): void {
  const { articles, problems } = library;
  const told = new Set(before.map(({ file, reason }) => `${file}: ${reason}`));
  for (const { file, reason } of problems) {
    if (!told.has(`${file}: ${reason}`)) log.warn({ file, reason }, "article cannot be used");
  }
  const counts = { articles: articles.length, chunks: countChunks(library), problems: problems.length };
  log.info(counts, "knowledge read");
}
