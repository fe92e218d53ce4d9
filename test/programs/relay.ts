import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between the product and a server, on which the test can see what the product says. */
export interface Relay {
  /** The server's URL as the product is to have it. */
  readonly url: string;
  /** Resolves when the product says it, from now on. */
  says(words: RegExp): Promise<void>;
  /** How many connections were open at once, at most. */
  readonly mostOpen: number;
  stop(): Promise<void>;
}

export async function startRelay(serverUrl: string): Promise<Relay> {
  const sockets = new Set<Socket>();
  const awaited = new Map<RegExp, () => void>();
  let [open, mostOpen] = [0, 0];
  const server = createServer((near) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const far = connect(Number(new URL(serverUrl).port), "127.0.0.1");
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}));
    near.pipe(far).pipe(near);
    near.on("data", (bytes: Buffer) => {
      const said = bytes.toString("latin1");
      for (const [words, tell] of awaited) if (words.test(said)) tell();
    });
    near.once("close", () => {
      open -= 1;
      far.destroy();
      sockets.delete(near);
      sockets.delete(far);
    });
    far.once("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(serverUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    async says(words) {
      await new Promise<void>((resolve) => awaited.set(words, resolve));
      awaited.delete(words);
    },
    get mostOpen() {
      return mostOpen;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
