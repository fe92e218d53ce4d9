import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { NAME } from "./cluster.ts";
import { PORT } from "./server-settings.ts";

/** Lines of PostgreSQL's `postmaster.pid`, from 0: where its socket is, and how far it has come. */
const SOCKET_FOLDER = 4;
const STATUS = 7;

/**
 * The URL of the server that another process of ours runs on this data folder; null when none is ready. For commands:
 * when that process ends, the server goes under them.
 */
export function runningServer(dataDir: string): string | null {
  const cluster = join(dataDir, "postgres");
  const lines = linesOf(join(cluster, "postmaster.pid"));
  const folder = lines[SOCKET_FOLDER];
  if (!folder || lines[STATUS] !== "ready") return null;
  return `postgresql://${NAME}@localhost:${PORT}/${NAME}?host=${encodeURIComponent(resolve(cluster, folder))}`;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .map((line) => line.trim());
  } catch {
    return [];
  }
}
