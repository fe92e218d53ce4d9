import type { Server as HttpServer, IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdapter } from "@socket.io/postgres-adapter";
import pg from "pg";
import proxyAddress from "proxy-addr";
import { type Namespace, Server } from "socket.io";
import type { Subject } from "../database/changes.ts";
import type { HintExchange } from "./hints.ts";

export interface SocketServer {
  namespace(name: string): Namespace;
  /** Begins to serve: `/socket.io/` of this HTTP server. */
  attach(server: HttpServer): void;
  /** Ends this process's connections and takes no new ones. Their clients come back to whoever listens then. */
  close(): Promise<void>;
  /** Lets go of the other processes. Until then what is said here still reaches their sockets. */
  end(): Promise<void>;
}

export interface SocketServerOptions {
  /** Pages that may open sockets, our own included. A client without an Origin is no browser's page. */
  readonly origins: readonly string[];
  readonly hints: HintExchange;
  /** Where other processes are on the same database; null: there are none. */
  readonly databaseUrl: string | null;
  readonly warn: (message: string) => void;
}

/** What a visitor may attach at most, and a little for what is around it. */
const MAX_PACKET_BYTES = 25 * 2 ** 20;
/** A connection that is open on one side only is noticed within half a minute. */
const PING_MS = 10_000;
const PONG_MS = 20_000;
/** A push waits for nobody: there are few, and each is short. */
const POOL_SIZE = 2;
const CLOSE_MS = 1_000;

/** The one Socket.IO server of this process. Over several processes, what one says to a room reaches the sockets of all. */
export function createSocketServer({ origins, hints, databaseUrl, warn }: SocketServerOptions): SocketServer {
  let isClosed = false;
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: PING_MS,
    pingTimeout: PONG_MS,
    // Compressing what an attacker chose beside what is secret tells of the secret, and costs memory for each socket.
    perMessageDeflate: false,
    httpCompression: false,
    cors: { origin: [...origins], credentials: true },
    allowRequest: (request, decide) => decide(null, !isClosed && mayConnect(request, origins)),
  });
  const pool = databaseUrl === null ? null : createClusterPool(databaseUrl, warn);
  if (pool) {
    io.adapter(createAdapter(pool, { errorHandler: () => warn("lost the other processes' sockets for a moment") }));
    hints.onOwn((subjects) => io.serverSideEmit("changed", subjects));
    io.on("changed", (subjects: readonly Subject[]) => hints.receive(subjects));
  }
  return {
    namespace(name) {
      const namespace = io.of(name);
      namespace.use((socket, next) => {
        socket.handshake.address = proxyAddress(socket.request, (address) => LOOPBACK.test(address));
        next();
      });
      return namespace;
    },
    attach(server) {
      io.attach(server);
      io.engine.on("connection", limitPackets);
    },
    async close() {
      isClosed = true;
      // Only this process's: what Socket.IO calls disconnecting is for those of all.
      io.engine?.close();
    },
    async end() {
      const ended = io.close().then(() => pool?.end());
      await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

interface Connection {
  on(event: "packet", hear: (packet: { readonly type: string; readonly data?: unknown }) => void): void;
  close(): void;
}

/** A packet with files comes in several frames, each of which may be as large as the limit: so may be all together. */
function limitPackets(connection: Connection): void {
  let bytes = 0;
  connection.on("packet", ({ type, data }) => {
    if (type !== "message") return;
    bytes = data instanceof Uint8Array ? bytes + data.byteLength : 0;
    if (bytes > MAX_PACKET_BYTES) connection.close();
  });
}

/** As for HTTP, an address in X-Forwarded-For is believed only from a proxy on this machine. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

function mayConnect({ headers: { origin } }: IncomingMessage, origins: readonly string[]): boolean {
  return origin === undefined || origins.includes(origin);
}

/** A pool of its own, because the adapter listens on a connection for as long as it lives. */
function createClusterPool(connectionString: string, warn: (message: string) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    application_name: "switchboard sockets",
    keepAlive: true,
  });
  pool.on("error", (error) => warn(`lost an idle database connection: ${error.message}`));
  pool.on("connect", (client) => {
    // The adapter does not listen for the end of the connection that it listens on: without this each end is the
    // process's, or a place in the pool that never comes back.
    client.on("error", () => {});
    client.once("end", () => {
      try {
        client.release(true);
      } catch {
        // it was not lent out
      }
    });
  });
  return pool;
}
