import type { ChannelHealth, ChannelHost } from "../../src/contract/index.ts";
import { createBell, waitForNews } from "./imap-bell.ts";
import { type CatchUpParts, catchUp } from "./imap-catch-up.ts";
import { connectImap, type ImapConnection } from "./imap-connect.ts";
import { pause, pauseBefore } from "./imap-pause.ts";
import { toTrouble } from "./imap-trouble.ts";
import type { MailServer } from "./mail-url.ts";
import { createMailboxHealth } from "./mailbox-health.ts";

export interface ReaderTiming {
  /** How often is looked although the server has told of nothing. Well below the 29 minutes of RFC 2177. */
  readonly pollMs: number;
  /** After how long without a word in the middle of a command the connection is given up. Longer than `pollMs`. */
  readonly quietMs: number;
  /** The first and the longest pause before another attempt. */
  readonly pauseMs: { readonly least: number; readonly most: number };
}

export interface ImapReader {
  /** Begins to read in the background. Never fails, and waits for nobody. */
  start(): void;
  /** Resolves when nothing is being read or stored any more. Safe to call twice. */
  stop(): Promise<void>;
  health(): ChannelHealth;
}

export interface ReaderParts extends CatchUpParts {
  readonly server: MailServer;
  readonly timing: ReaderTiming;
  readonly host: Pick<ChannelHost, "acceptAll" | "alone" | "memory" | "log">;
}

/**
 * Keeps reading a folder: one process of all at a time, told by IDLE of what comes, and looking by itself now and then.
 * Whatever ends a connection, another one follows.
 */
export function createImapReader(parts: ReaderParts): ImapReader {
  const { mailbox, folder, host, timing } = parts;
  const health = createMailboxHealth();
  const stopping = new AbortController();
  let failures = 0;
  let running: Promise<void> | null = null;

  async function read(signal: AbortSignal): Promise<void> {
    const connection = await connectImap(parts.server, folder, timing.quietMs, signal);
    try {
      await readFolder(connection, parts, () => {
        if (failures > 0) host.log.info({ failures }, "the mailbox is read again");
        failures = 0;
        health.read();
      });
    } finally {
      connection.client.close();
    }
  }

  /** Until `signal` is aborted. */
  async function keepReading(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await read(signal).catch((error: unknown) => failed(error, signal));
      await pause(pauseBefore(failures, timing.pauseMs), signal);
    }
  }

  function failed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    failures += 1;
    const trouble = toTrouble(error);
    health.failed(trouble);
    host.log.warn({ trouble: trouble.kind, failures }, "the mailbox is not read");
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await host.alone(`imap:${mailbox}/${folder}`, keepReading, signal).catch((error: unknown) => {
        if (!signal.aborted) host.log.warn({ cause: String((error as Error).name) }, "nobody could be let in to read");
      });
      // Another process has it now, or the database is away.
      await pause(timing.pauseMs.least, signal);
    }
  }

  return {
    start() {
      if (!stopping.signal.aborted) running ??= run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
    health: () => health.now(),
  };
}

/** Reads what is there and what comes, until the connection ends, and rejects then. `onRead`: nothing is left at the moment. */
async function readFolder(connection: ImapConnection, parts: ReaderParts, onRead: () => void): Promise<void> {
  const bell = createBell(connection.client);
  for (;;) {
    bell.mute();
    await catchUp(connection, parts);
    onRead();
    await waitForNews(connection.client, bell, parts.timing);
  }
}
