import { afterAll, afterEach, beforeAll } from "vitest";
import { type Database, openDatabase } from "../../../src/database/database.ts";
import { createVectors, type VectorsOptions } from "../../../src/knowledge/vectors/create-vectors.ts";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { until } from "../../harness/until.ts";

export interface LogLine {
  readonly level: "info" | "warn";
  readonly about: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export interface Opened extends Vectors {
  readonly log: readonly LogLine[];
  /** Codes of failed calls, in order. */
  readonly failures: readonly string[];
  /** What the gauge was set to last. */
  readonly counted: { readonly done: number; readonly wanted: number };
  /** Of how many questions the seconds were measured. */
  readonly measured: number;
  /** All that is wanted and not refused has a vector. */
  complete(): Promise<void>;
}

interface Stage {
  readonly url: string;
  readonly database: Database;
  /** A second process's connections. */
  readonly other: Database;
  /** A name that no other test has. */
  model(): string;
  open(options: Pick<VectorsOptions, "embedders"> & Partial<VectorsOptions>): Opened;
  /** The texts whose vectors of the model are stored, of those given. */
  stored(model: string, texts: readonly string[]): Promise<readonly string[]>;
}

/** A database for the file, and vectors that are closed after each test. */
export function setStage(): Stage {
  let home: TestDatabase;
  let other: Database;
  let models = 0;
  let opened: Vectors[] = [];
  beforeAll(async () => {
    home = await createTestDatabase();
    other = await openDatabase({ dataDir: "", databaseUrl: home.url, log: { info() {}, warn() {} } });
  });
  afterEach(async () => {
    await Promise.all(opened.map((vectors) => vectors.close()));
    opened = [];
  });
  afterAll(async () => {
    await other.close();
    await home.drop();
  });
  return {
    get url() {
      return home.url;
    },
    get database() {
      return home.database;
    },
    get other() {
      return other;
    },
    model() {
      models += 1;
      return `words-${models}`;
    },
    open(options) {
      const vectors = openVectors({ database: home.database, ...options });
      opened.push(vectors);
      return vectors;
    },
    async stored(model, texts) {
      const rows = await home.database.outside.embedding.findMany({ where: { model }, select: { hash: true } });
      const hashes = new Set(rows.map(({ hash }) => Buffer.from(hash).toString("hex")));
      return texts.filter((text) => hashes.has(hashOf(text)));
    },
  };
}

function openVectors(options: Pick<VectorsOptions, "embedders" | "database"> & Partial<VectorsOptions>): Opened {
  const log: LogLine[] = [];
  const failures: string[] = [];
  let counted = { done: 0, wanted: 0 };
  let measured = 0;
  const vectors = createVectors({
    log: {
      info: (about, message) => void log.push({ level: "info", about, message }),
      warn: (about, message) => void log.push({ level: "warn", about, message }),
    },
    meter: {
      vectorsCounted(done, wanted) {
        counted = { done, wanted };
      },
      embeddingFailed: (_model, code) => void failures.push(code),
      questionEmbedded() {
        measured += 1;
      },
    },
    pollMs: 20,
    retryMs: 5,
    ...options,
  });
  return {
    get progress() {
      return vectors.progress;
    },
    get counted() {
      return counted;
    },
    get measured() {
      return measured;
    },
    log,
    failures,
    want: (texts) => vectors.want(texts),
    compare: (question) => vectors.compare(question),
    of: (texts) => vectors.of(texts),
    close: () => vectors.close(),
    async complete() {
      await until("all vectors", () => vectors.progress.total > 0 && vectors.progress.done === vectors.progress.total);
    },
  };
}
