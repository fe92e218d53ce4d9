import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below those that Linux and macOS give to connections (32768 and 49152 on): a connection of anybody's could take one
 * from there before the test's server has it, or while that is being started again.
 */
const FIRST = 10_000;
const LAST = 32_000;

/** A TCP port of the loopback on which nobody listens, for a server that has to be told one, or for nobody. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
