import type { Server as HttpServer, IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdapter } from "@socket.io/postgres-adapter";
import pg from "pg";
import proxyAddress from "proxy-addr";
import { type Namespace, Server } from "socket.io";
import type { Subject } from "../database/changes.ts";
import { createAddressLimit } from "./address-limit.ts";
import type { Connection } from "./connection.ts";
import type { HintExchange } from "./hints.ts";
import { limitBodies } from "./limit-bodies.ts";
import { limitPackets, MAX_PACKET_BYTES } from "./limit-packets.ts";
import { limitWaiting } from "./limit-waiting.ts";

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

/** A connection that is open on one side only is noticed within half a minute. */
const PING_MS = 10_000;
const PONG_MS = 20_000;
/** Pages of ours say at once where they belong. */
const CONNECT_MS = 5_000;
/** A push waits for nobody: there are few, and each is short. */
const POOL_SIZE = 2;
const CLOSE_MS = 1_000;

const FIXED = {
  serveClient: false,
  maxHttpBufferSize: MAX_PACKET_BYTES,
  pingInterval: PING_MS,
  pingTimeout: PONG_MS,
  connectTimeout: CONNECT_MS,
  // Compressing what an attacker chose beside what is secret tells of the secret, and costs memory for each socket.
  perMessageDeflate: false,
  httpCompression: false,
} as const;

/** The one Socket.IO server of this process. Over several processes, what one says to a room reaches the sockets of all. */
export function createSocketServer({ origins, hints, databaseUrl, warn }: SocketServerOptions): SocketServer {
  let isClosed = false;
  const addresses = createAddressLimit(warn);
  const mayConnect = (request: IncomingMessage): boolean =>
    !isClosed && isKnown(request.headers.origin, origins) && addresses.hasRoom(addressOf(request));
  const io = new Server({
    ...FIXED,
    cors: { origin: [...origins], credentials: true },
    allowRequest: (request, decide) => decide(null, mayConnect(request)),
  });
  // It is there whether one wants it or not, and would let in everybody.
  io.use((_socket, next) => next(new Error("nobody is served here")));
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
        socket.handshake.address = addressOf(socket.request);
        next();
      });
      return namespace;
    },
    attach(server) {
      io.attach(server);
      io.engine.use(limitBodies);
      io.engine.on("connection", (connection: Connection & { readonly request: IncomingMessage }) => {
        limitPackets(connection);
        limitWaiting(connection);
        connection.once("close", addresses.enter(addressOf(connection.request)));
      });
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

/** As for HTTP, an address in X-Forwarded-For is believed only from a proxy on this machine. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

function addressOf(request: IncomingMessage): string {
  return proxyAddress(request, (address) => LOOPBACK.test(address));
}

function isKnown(origin: string | undefined, origins: readonly string[]): boolean {
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
