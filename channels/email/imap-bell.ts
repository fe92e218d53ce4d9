import type { ImapFlow } from "imapflow";
import { pause } from "./imap-pause.ts";

export interface WaitTiming {
  /** When to look although the server told of nothing. */
  readonly pollMs: number;
  /** How long the server may take to end the waiting. */
  readonly quietMs: number;
}

/** Rings when the server tells of mail, or is gone, and goes on ringing until it is muted. */
export interface Bell {
  mute(): void;
  /** Resolves when it rings, at once if it does. */
  rung(): Promise<void>;
}

export function createBell(client: ImapFlow): Bell {
  let ringing = Promise.withResolvers<void>();
  client.on("exists", () => ringing.resolve());
  client.once("close", () => ringing.resolve());
  return {
    mute() {
      ringing = Promise.withResolvers();
    },
    rung: () => ringing.promise,
  };
}

/**
 * Resolves when it is worth while to look: the server told of mail, or `pollMs` are over, which is all there is on a server
 * without IDLE. @throws when the connection is lost, or the server is silent for `quietMs` after that: it is closed then.
 */
export async function waitForNews(client: ImapFlow, bell: Bell, { pollMs, quietMs }: WaitTiming): Promise<void> {
  const waiting = new AbortController();
  // The next command ends it. When it fails the connection does, and the next command tells.
  client.idle().catch(() => {});
  try {
    await Promise.race([bell.rung(), pause(pollMs, waiting.signal)]);
  } finally {
    waiting.abort();
  }
  // A server that never took up the IDLE is not found out by imapflow's own limit, which expects an IDLE to be quiet: NOOP
  // would wait for it for ever.
  const silent = setTimeout(() => client.close(), quietMs);
  try {
    await client.noop();
  } finally {
    clearTimeout(silent);
  }
}
