import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listening {
  readonly port: number;
  readonly server: Server;
  /** Takes no new connections, and resolves when those under way are answered, or cut off after `ms`. */
  close(ms: number): Promise<void>;
}

/** Somebody else listens there. */
export class PortTaken extends Error {
  constructor(host: string, port: number, cause: unknown) {
    super(`Port ${port} on ${host} is taken. Set PORT to another one.`, { cause });
    this.name = "PortTaken";
  }
}

/** How long a request may take to come, ms: an operator's file has 16 MB, and many lines one megabit per second. */
const REQUEST_MS = 180_000;
const HEADERS_MS = 15_000;

/** Listens for HTTP. @throws {PortTaken} */
export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTaken(host, port, error) : error);
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: (ms) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), ms);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
