import type { ChannelHealth } from "../../src/contract/index.ts";
import type { MailboxTrouble } from "./imap-trouble.ts";

/** How long a server may be away before anybody is told: it is restarted now and then, ms. */
const PATIENCE_MS = 30_000;

/** What is known of a mailbox. A mailbox that was never tried, or that another process reads, is well. */
export interface MailboxHealth {
  /** All that is there is stored. */
  read(): void;
  failed(trouble: MailboxTrouble): void;
  /** `nowMs` of a clock that is never set. */
  now(): ChannelHealth;
}

export function createMailboxHealth(clock: () => number = () => performance.now()): MailboxHealth {
  let since: number | null = null;
  let trouble: MailboxTrouble | null = null;
  return {
    read() {
      since = null;
      trouble = null;
    },
    failed(next) {
      since ??= clock();
      trouble = next;
    },
    now() {
      if (trouble === null || since === null) return { ok: true };
      return trouble.lasting || clock() - since > PATIENCE_MS ? { ok: false, why: trouble.why } : { ok: true };
    },
  };
}
