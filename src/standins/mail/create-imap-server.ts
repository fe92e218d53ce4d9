import { createServer, type Socket } from "node:net";
import type { ImapConduct } from "./imap-faults.ts";
import { type ImapAccount, ImapSession } from "./imap-session.ts";
import { type LoopbackServer, loopbackServer } from "./loopback-server.ts";

/** An IMAP server for one account on a port of the loopback, the same one whenever it is opened. */
export function createImapServer(account: ImapAccount, conduct: ImapConduct): LoopbackServer {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    socket.setNoDelay(true);
    new ImapSession(socket, account, conduct);
  });
  return loopbackServer(server, sockets);
}
