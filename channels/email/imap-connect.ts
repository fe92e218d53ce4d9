import { ImapFlow } from "imapflow";
import type { OpenedFolder } from "./imap-place.ts";
import type { MailServer } from "./mail-url.ts";

/** A folder that is open. */
export interface ImapConnection {
  readonly client: ImapFlow;
  readonly folder: OpenedFolder;
}

/** Reaching the server, DNS and TLS included, ms. */
const CONNECT_MS = 20_000;
const GREETING_MS = 10_000;

/**
 * Connects, logs in and opens a folder for reading only, so that nothing we do sets a flag. `quietMs`: after so long without a
 * word in the middle of a command the connection is given up. Is closed by whoever called, or when `signal` is aborted.
 * @throws whatever imapflow throws; `toTrouble` understands it.
 */
export async function connectImap(
  server: MailServer,
  folder: string,
  quietMs: number,
  signal: AbortSignal,
): Promise<ImapConnection> {
  const { host, port, secure, loopback, login } = server;
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(secure ? {} : { doSTARTTLS: !loopback }),
    auth: { user: login?.user ?? "", pass: login?.password ?? "" },
    clientInfo: { name: "Switchboard" },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: quietMs,
  });
  // Whatever it tells of ends the command that is under way, too.
  client.on("error", () => {});
  const close = (): void => client.close();
  client.once("close", () => signal.removeEventListener("abort", close));
  signal.addEventListener("abort", close, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
    const { uidValidity, uidNext } = await client.mailboxOpen(folder, { readOnly: true });
    return { client, folder: { uidValidity: String(uidValidity), uidNext } };
  } catch (error) {
    client.close();
    throw error;
  }
}
