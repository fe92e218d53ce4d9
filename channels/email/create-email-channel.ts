import {
  type Capabilities,
  type ChannelHost,
  providerId,
  SendError,
  type SendingAdapter,
} from "../../src/contract/index.ts";
import { composeMail } from "./compose-mail.ts";
import type { EmailConfig, EmailReading } from "./email-config.ts";
import { createImapReader, type ImapReader, type ReaderTiming } from "./imap-reader.ts";
import { interpret } from "./interpret.ts";
import { createInterpretApart } from "./interpret-apart.ts";
import { mailboxOf, parseMailUrl } from "./mail-url.ts";
import { render } from "./render.ts";
import { converse, type SmtpTiming } from "./smtp-conversation.ts";
import { isAboutUs, toSendError } from "./smtp-failure.ts";

export interface EmailTiming {
  readonly reading: ReaderTiming;
  readonly sending: SmtpTiming;
}

const TIMING: EmailTiming = {
  reading: { pollMs: 60_000, quietMs: 90_000, pauseMs: { least: 1_000, most: 60_000 } },
  sending: { connectMs: 8_000, quietMs: 15_000 },
};

/**
 * How long a refused login counts. A balancer sends nothing to who is not ready, so nothing would be sent that could show
 * that it is mended.
 */
const TROUBLE_MS = 60_000;

export const EMAIL_CAPABILITIES: Capabilities = {
  maxTextLength: 1_000_000,
  maxAnswerLength: null,
  markup: "markdown",
  voice: "email",
  burst: { quietMs: 0, atMostMs: 0 },
  partGapMs: 0,
  patienceMs: 5 * 60_000,
  answersWithinMs: null,
  envelope: true,
  live: false,
  hidesMachines: false,
  findsSent: false,
  authenticates: false,
  fetchesMedia: false,
  renders: true,
  measures: false,
};

/** The same text fails again, whatever is wrong with it. */
const NOT_COMPOSED = { code: "email_not_composed", retryable: false, maybeSent: false } as const;

/** For tests, which cannot wait as long, and which cannot look into another process. */
export interface EmailTrial {
  readonly timing?: EmailTiming;
  readonly interpretation?: "apart" | "here";
}

/**
 * Mail by way of a mailbox (IMAP) and a server that sends (SMTP). What a mail says is found out in a process of its own,
 * which may be given up.
 */
export function createEmailChannel(
  config: EmailConfig,
  host: ChannelHost,
  { timing = TIMING, interpretation = "apart" }: EmailTrial = {},
): SendingAdapter {
  const smtp = parseMailUrl(config.smtpUrl);
  const reader = readerOf(config, host, timing.reading);
  const reading = readingOf(config);
  const apart = createInterpretApart(reading);
  let trouble: { readonly why: string; readonly until: number } | null = null;

  return {
    channel: "email",
    capabilities: EMAIL_CAPABILITIES,
    routes: [],
    async start() {
      reader.start();
    },
    async stop() {
      await reader.stop();
      await apart.stop();
    },
    interpret: (raw) => (interpretation === "apart" ? apart.interpret(raw) : interpret(raw, reading)),
    async send(part, signal) {
      const mail = await composeMail(part, config).catch((cause: unknown) => {
        // A file that cannot be read now may be read later.
        if (cause instanceof SendError) throw cause;
        throw new SendError("No mail can be made of this text.", { ...NOT_COMPOSED, cause });
      });
      const outcome = await converse(mail, smtp, timing.sending, signal);
      if (outcome.kind === "taken") {
        trouble = null;
        if (outcome.refusedCopies > 0) host.log.warn({ refused: outcome.refusedCopies }, "copies were refused");
        return { providerId: providerId(mail.name) };
      }
      const { failure } = outcome;
      const error = toSendError(failure);
      if (isAboutUs(failure)) trouble = { why: error.message, until: performance.now() + TROUBLE_MS };
      // A refusal of this one mail comes from a server that knows us.
      else if (failure.kind === "refused") trouble = null;
      throw error;
    },
    render,
    health() {
      const mailboxHealth = reader.health();
      if (!mailboxHealth.ok) return mailboxHealth;
      return trouble !== null && trouble.until > performance.now() ? { ok: false, why: trouble.why } : { ok: true };
    },
  };
}

function readerOf(config: EmailConfig, host: ChannelHost, timing: ReaderTiming): ImapReader {
  const server = parseMailUrl(config.imapUrl);
  return createImapReader({
    server,
    mailbox: mailboxOf(server),
    folder: server.path || "INBOX",
    importDays: config.importDays,
    isFresh: config.isFresh,
    host,
    timing,
  });
}

/** Without passwords: whoever reads mails needs none. */
function readingOf({ imapUrl, addresses, authservId, secret }: EmailConfig): EmailReading {
  return { addresses, mailbox: mailboxOf(parseMailUrl(imapUrl)), authservId, secret };
}
