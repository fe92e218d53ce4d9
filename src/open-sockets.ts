import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Core } from "./core.ts";
import type { Database } from "./database/database.ts";
import { whoIs } from "./desk/authenticate.ts";
import { noteSeen } from "./desk/presence.ts";
import { ownOrigins, pageOrigins } from "./origins.ts";
import { type DeskAudience, openDeskNamespace } from "./realtime/desk-namespace.ts";
import { findLostHints } from "./realtime/find-lost-hints.ts";
import { createHints, type Hints } from "./realtime/hints.ts";
import { createSocketServer, type SocketServer } from "./realtime/socket-server.ts";

export interface Sockets {
  readonly server: SocketServer;
  readonly hints: Hints;
  readonly onlookers: DeskAudience;
  /** What becomes of an operator's typing. */
  onTyping(tell: Core["operatorTyping"]): void;
  /** Leaves off hearing and telling of changes. The server serves nobody any more by then. */
  stop(): Promise<void>;
}

/** Sockets, and what they need to tell their clients what is new. They are served when the server is attached. */
export function openSockets(config: Config, database: Database, log: Logger): Sockets {
  const hints = createHints(database.changes);
  const { databaseUrl } = config;
  const server = createSocketServer({
    origins: pageOrigins(config),
    hints,
    databaseUrl,
    warn: (message) => log.warn(message),
  });
  let tellOfTyping: Core["operatorTyping"] = () => {};
  const onlookers = openDeskNamespace({
    namespace: server.namespace("/desk"),
    origins: ownOrigins(config),
    database,
    hints,
    async userOf(headers) {
      const operator = await whoIs(headers, { database, apiToken: config.apiToken });
      // Asked again as long as the page is open.
      if (operator) await noteSeen(operator, "looks", database);
      return operator;
    },
    operatorTyping: (conversationId, { operatorId }, on) => tellOfTyping(conversationId, operatorId, on),
    onError: (error) => log.warn({ err: error }, "could not show what is new"),
  });
  const onError = (error: Error): void =>
    log.warn({ err: error }, "could not look for what other processes have changed");
  const leaveOff = databaseUrl === null ? null : findLostHints({ hints, database, onError });
  return {
    hints,
    server,
    onlookers,
    onTyping(tell: Core["operatorTyping"]) {
      tellOfTyping = tell;
    },
    async stop() {
      leaveOff?.();
      onlookers.stop();
      hints.stop();
      await server.end();
    },
  };
}
