import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Triage } from "../../src/agent/triage/triage.ts";
import { type MailStandIn, startMailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import { type Brain, reply, text } from "../../src/standins/messages/reply.ts";
import {
  type MessagesStandIn,
  type MessagesStandInOptions,
  startMessagesStandIn,
} from "../../src/standins/messages/start-messages-stand-in.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { freePort } from "../harness/free-port.ts";
import { MAILBOX, OUR_MAILBOX } from "../harness/product.ts";

/** The product in a process of its own, on the embedded database with fsync, between stand-ins in this process. */
export interface BenchProduct {
  readonly url: string;
  readonly twilio: TwilioStandIn;
  readonly model: MessagesStandIn;
  /** Connected only when it was asked for. */
  readonly mailbox: MailStandIn;
  readonly dataDir: string;
  /** Resident memory of the product's process, bytes. */
  memory(): Promise<number>;
  usage(): Promise<Usage>;
  /** Stops it; the data folder stays until `remove`. Safe to call twice. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** What the product's process says of itself. */
export interface Usage {
  readonly rssBytes: number;
  /** Since its start, all threads. */
  readonly cpuMs: number;
  /** Since it was asked the last time. */
  readonly delayP99Ms: number;
}

export const OUR_NUMBER = "+15005550006";
export const ACCOUNT = { accountSid: `AC${"2".repeat(32)}`, authToken: "bench", phoneNumbers: [OUR_NUMBER] };
/** What the cheap model says beside every answer. */
const SORTED = JSON.stringify({
  category: "billing",
  severity: "low",
  intent: "price of a plan",
  sentiment: "neutral",
  language: "en",
  wantsHuman: false,
  translation: null,
} satisfies Triage);
const INSTANT: Brain = ({ output_config: asked }) =>
  reply(text(asked?.format ? SORTED : "The Pro plan costs $49 a month."));

export interface BenchOptions {
  /** Whether it has the mailbox. */
  readonly reads?: boolean;
  /** More about the stand-in of the model. An instant answer unless told. */
  readonly model?: Partial<MessagesStandInOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

export async function startBenchProduct({ reads = false, ...options }: BenchOptions = {}): Promise<BenchProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
  const twilio = await startTwilioStandIn(ACCOUNT);
  const model = await startMessagesStandIn({ brain: INSTANT, maxRequests: 100_000, ...options.model });
  const mailbox = await startMailStandIn(MAILBOX);
  const mail = { SUPPORT_EMAIL: OUR_MAILBOX, IMAP_URL: mailbox.imapUrl, SMTP_URL: mailbox.smtpUrl };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  twilio.pointAt({ publicUrl: url, target: url });
  const child = fork(join(import.meta.dirname, "product.ts"), {
    env: {
      PATH: process.env["PATH"],
      SANDBOX: "0",
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
      TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
      TWILIO_PHONE_NUMBER: OUR_NUMBER,
      TWILIO_API_BASE_URL: twilio.url,
      ANTHROPIC_API_KEY: "bench",
      ANTHROPIC_BASE_URL: model.url,
      ...(reads && mail),
      ...options.env,
    },
  });
  await answerOf(child);
  const usage = async (): Promise<Usage> => {
    child.send("usage");
    return await answerOf<Usage>(child);
  };
  return {
    url,
    twilio,
    model,
    mailbox,
    dataDir,
    memory: async () => (await usage()).rssBytes,
    usage,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
      await twilio.stop();
      await model.stop();
      await mailbox.stop();
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const answered = new AbortController();
  const ended = once(child, "exit", answered).then(() => {
    throw new Error("the product ended");
  });
  const [message] = await Promise.race([once(child, "message", answered), ended]);
  ended.catch(() => {});
  answered.abort();
  return message as T;
}
