import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { type EmbeddedServer, startEmbedded } from "../../src/database/embedded/start-embedded.ts";
import { fillVectors } from "./fill-vectors.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of the migrated database that every test database is a copy of. Nobody may stay connected to it. */
    readonly templateUrl: string;
  }
}

const PREFIX = "switchboard-test-";
/** A database takes 8 MB, and what is written to it as much again. */
const ENOUGH_BYTES = 2 ** 30;
/** What the server says of an outage that a test makes. */
const ON_PURPOSE = /not currently accepting connections/;
const LOG = {
  info() {},
  warn(_about: object, message: string) {
    if (!ON_PURPOSE.test(message)) console.error(message);
  },
};

/** The machine may lose power: nobody misses these databases. A killed process loses nothing without fsync either. */
const SETTINGS = { fsync: "off", max_connections: "300" };

let folder: string | undefined;
let server: EmbeddedServer | undefined;

/** One server for the whole run, with one migrated database that holds the sample's vectors. */
export async function setup(project: TestProject): Promise<void> {
  const place = fastestPlace();
  sweep(place);
  folder = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
  try {
    server = await startEmbedded(folder, LOG, SETTINGS);
    const template = await openDatabase({ dataDir: folder, databaseUrl: server.url, log: LOG });
    try {
      await fillVectors(template);
    } finally {
      await template.close();
    }
    project.provide("templateUrl", server.url);
  } catch (error) {
    await teardown();
    throw error;
  }
}

export async function teardown(): Promise<void> {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/** Memory where there is enough: a copy of a database is 300 files, 30 ms there and up to 400 ms on a busy disk. */
function fastestPlace(): string {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    if (bavail * bsize >= ENOUGH_BYTES) return "/dev/shm";
  } catch {
    // not on this system
  }
  return tmpdir();
}

/** What a run that was killed has left. Its server died with it. */
function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
