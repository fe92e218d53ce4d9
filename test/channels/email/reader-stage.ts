import { afterEach, beforeEach, expect } from "vitest";
import type { EmailTiming } from "../../../channels/email/create-email-channel.ts";
import type { EmailConfig } from "../../../channels/email/email-config.ts";
import type { SendingAdapter } from "../../../src/contract/index.ts";
import type { MailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";
import { createRecordingHost, createStore, type RecordingHost } from "../../contract/recording-host.ts";
import { until } from "../../harness/until.ts";
import { aMail, MAILBOX, openChannel, startMail, TIMING } from "./mail-world.ts";

/** A mailbox and those who read it, fresh for each test. After each it looks through what was logged. */
export interface ReaderStage {
  readonly mail: MailStandIn;
  readonly host: RecordingHost;
  readonly store: ReturnType<typeof createStore>;
  /** A channel that reads. `on`: the host of another process. Is stopped at the end. */
  start(options?: Options, on?: RecordingHost): Promise<SendingAdapter>;
  /** The same, once it has found its place: what comes from now on is new. */
  started(options?: Options): Promise<SendingAdapter>;
  /** Up to where it is read. */
  place(): Promise<{ readonly lastUid: number; readonly uidValidity: string }>;
  /** Mails with these subjects arrive. */
  deliver(...subjects: string[]): Promise<void>;
  /** Resolves when so many are stored. */
  read(count: number): Promise<unknown>;
  /** Of what is stored, in that order. */
  subjects(): (string | undefined)[];
}

interface Options {
  readonly config?: Partial<EmailConfig>;
  readonly timing?: EmailTiming;
}

export function useReaderStage(): () => ReaderStage {
  let stage: ReaderStage;
  let open: SendingAdapter[];
  beforeEach(async () => {
    open = [];
    stage = createStage(await startMail(), open);
  });
  afterEach(async () => {
    await Promise.all(open.map((channel) => channel.stop()));
    await stage.mail.stop();
    expect(stage.host.lines.join("\n")).not.toMatch(/s3cret|ada@|support@|Hello/);
  });
  return () => stage;
}

function createStage(mail: MailStandIn, open: SendingAdapter[]): ReaderStage {
  const store = createStore();
  const host = createRecordingHost(store);
  const start: ReaderStage["start"] = async (options = {}, on = host) => {
    const channel = openChannel(mail, on, options);
    open.push(channel);
    await channel.start();
    return channel;
  };
  const place = () => store.memory.get(`place:${MAILBOX}/INBOX`) as ReturnType<ReaderStage["place"]>;
  return {
    mail,
    host,
    store,
    start,
    async started(options) {
      const channel = await start(options);
      await until("the reader's place", place);
      return channel;
    },
    place,
    async deliver(...subjects) {
      for (const subject of subjects) await mail.deliver(aMail(subject));
    },
    read: (count) => until(`${count} mails`, () => host.rows.length >= count),
    subjects: () => host.rows.map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1]),
  };
}

export const polling = (pollMs: number): EmailTiming => ({ ...TIMING, reading: { ...TIMING.reading, pollMs } });
export const daysAgo = (days: number) => ({ at: new Date(Date.now() - days * 86_400_000) });
export const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_each, index) => `Mail ${from + index}`);
