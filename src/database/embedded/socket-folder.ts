import { lchownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account.ts";
import { PORT } from "./server-settings.ts";

/** The kernel takes paths of sockets up to 107 bytes, and macOS's up to 103. */
const MAX_SOCKET_PATH_BYTES = 100;

/** Where the server listens. */
export interface SocketFolder {
  readonly path: string;
  /** What the server, which works in the cluster, calls it. */
  readonly setting: string;
  /** To be called when the server is gone. */
  remove(): void;
}

/** The cluster itself where its path is short enough, else a folder in the temporary one. */
export function createSocketFolder(cluster: string, account: Account | undefined): SocketFolder {
  if (Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}`)) <= MAX_SOCKET_PATH_BYTES)
    return { path: cluster, setting: ".", remove() {} };
  const path = mkdtempSync(join(tmpdir(), "switchboard-"));
  if (account) lchownSync(path, account.uid, account.gid);
  return { path, setting: path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
