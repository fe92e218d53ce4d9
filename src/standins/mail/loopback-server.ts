import type { AddressInfo, Server, Socket } from "node:net";

/** A server on 127.0.0.1 that can be closed and opened again on the same port. */
export interface LoopbackServer {
  /** 0 until it was opened once. */
  readonly port: number;
  /** How many clients are connected. */
  readonly connections: number;
  open(): Promise<void>;
  /** Cuts all connections. Safe to call twice. */
  close(): Promise<void>;
  /** Cuts all connections and stays open. */
  cut(): void;
}

/** `sockets`: those that are open, kept by the caller. */
export function loopbackServer(server: Server, sockets: ReadonlySet<Socket>): LoopbackServer {
  let port = 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    get port() {
      return port;
    },
    get connections() {
      return sockets.size;
    },
    async open() {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          server.off("error", reject);
          resolve();
        });
      });
      port = (server.address() as AddressInfo).port;
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
    cut,
  };
}
