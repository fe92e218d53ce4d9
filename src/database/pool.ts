import pg from "pg";
import type { DatabaseLog } from "./database-log.ts";

/** Where the server is: the settings of the embedded one, or DATABASE_URL as `connectionString`. */
export type Connection = Pick<pg.PoolConfig, "host" | "port" | "user" | "database" | "ssl" | "connectionString">;

/** How long a request waits for a connection before it fails, ms. */
export const MAX_WAIT_MS = 10_000;
/** How long one statement may take, waiting for locks included, ms. */
const STATEMENT_MS = 20_000;
/** How long an open transaction may do nothing, ms: a process that froze in one must not keep its locks. */
const IDLE_IN_TRANSACTION_MS = 30_000;
const IDLE_CONNECTION_MS = 30_000;

/**
 * What every session begins with. Prisma writes times without their zone, and reads them as UTC: a server that lives by
 * another clock would store other times than ours. As statements, because poolers refuse them as startup parameters.
 */
const SESSION = [
  "SET TIME ZONE 'UTC'",
  "SET default_transaction_isolation = 'read committed'",
  `SET statement_timeout = ${STATEMENT_MS}`,
  `SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
].join("; ");

/** The one pool of this process. `max` connections at most; they are made when they are needed. */
export function createPool(connection: Connection, max: number, log: DatabaseLog): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max,
    application_name: "switchboard",
    connectionTimeoutMillis: MAX_WAIT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    keepAlive: true,
    // The pool waits for what this returns, whatever its type says.
    onConnect: (client): unknown => client.query(SESSION),
  });
  // Without a listener, the end of an idle connection ends the process. Only the message: the error holds the client,
  // and the client the password.
  pool.on("error", (error) => log.warn({}, `lost an idle database connection: ${error.message}`));
  return pool;
}
