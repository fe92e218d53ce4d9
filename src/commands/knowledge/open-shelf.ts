import type { Logger } from "pino";
import type { Config } from "../../config.ts";
import type { Database } from "../../database/database.ts";
import { type Knowledge, openKnowledge } from "../../knowledge/knowledge.ts";
import { NO_VECTORS } from "../../knowledge/vectors/no-vectors.ts";
import { NO_METER } from "../../meter.ts";
import { openVectors } from "../../open-vectors.ts";
import { openTemporaryDatabase } from "../open-command-database.ts";
import { openPresentDatabase } from "../open-present-database.ts";

/** The help centre as the product has it: with the articles of the API, and with the vectors that are made. */
export interface Shelf {
  readonly database: Database;
  readonly knowledge: Knowledge;
  /** Aborts when the shelf begins to close. */
  readonly closing: AbortSignal;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface ShelfOptions {
  /** Whether vectors are to be made and used. */
  readonly vectors: boolean;
  /** What is written must be where the product finds it: without its database, fail. */
  readonly writes: boolean;
  readonly tell: (line: string) => void;
}

export async function openShelf(config: Config, log: Logger, options: ShelfOptions): Promise<Shelf> {
  const database = await openDatabase(config, log, options);
  const stopping = new AbortController();
  let vectors = NO_VECTORS;
  let knowledge: Knowledge | null = null;
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    stopping.abort(new Error("closed"));
    await knowledge?.close();
    await vectors.close();
    await database.close();
  };
  const closeOnce = (): Promise<void> => (closed ??= close());
  try {
    if (options.vectors)
      vectors = await openVectors(config, { database, log, meter: NO_METER, questionMs: QUESTION_MS });
    knowledge = await openKnowledge({ dir: config.knowledgeDir, log, database, vectors });
    return { database, knowledge, closing: stopping.signal, close: closeOnce };
  } catch (error) {
    await closeOnce();
    throw error;
  }
}

/** Nobody waits for an answer as a customer does: a question gets its vector, however busy the machine is. */
const QUESTION_MS = 10_000;

async function openDatabase(config: Config, log: Logger, { writes, tell }: ShelfOptions): Promise<Database> {
  try {
    return await openPresentDatabase(config, log);
  } catch (error) {
    if (writes) throw error;
    tell(`${(error as Error).message}\nGoing on without it: articles of the API are not seen.`);
    return await openTemporaryDatabase(log);
  }
}
