import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import PostalMime from "postal-mime";
import type { MailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import { letter } from "../harness/post.ts";
import { markedText, markOf } from "./marking-brain.ts";

interface MarkedMail {
  readonly mark: string;
  /** Its Message-ID, with brackets. */
  readonly id: string;
  readonly from: string;
  /** The Message-ID of the first of its thread. */
  readonly thread: string;
}

/** People who write mails without a pause: of their own accord, and in answer to what they get. */
export interface Mailers {
  readonly mails: readonly MarkedMail[];
  /** Several arrive at once, now. */
  post(count: number): Promise<void>;
  /** Write no more. What they wrote is in the mailbox. */
  stop(): Promise<void>;
}

/** What left for one of them. */
export interface ReceivedMail {
  readonly id: string;
  readonly to: string;
  /** The Message-ID of the mail that it answers. */
  readonly answers: string;
  readonly text: string;
}

const BETWEEN_MAILS_MS = [400, 1_400] as const;
const MAILERS = 12;
/** Where their marks begin: nobody else writes as much. */
const FIRST_MARK = 100_000;

export function startMailers(mailbox: MailStandIn): Mailers {
  const mails: MarkedMail[] = [];
  const answered = new Set<string>();
  let isWriting = true;

  const put = async (parts: { from: string; thread?: string; answers?: ReceivedMail }): Promise<void> => {
    const { from, answers } = parts;
    const mark = markOf(FIRST_MARK + mails.length);
    const { id, bytes } = letter({
      from,
      subject: answers ? "Re: Question" : "Question",
      body: answers ? `${markedText(mark)}\r\n\r\n${quote(answers.text)}` : markedText(mark),
      ...(answers && { inReplyTo: answers.id, references: [answers.answers, answers.id] }),
    });
    mails.push({ mark, id, from, thread: parts.thread ?? id });
    await mailbox.deliver(bytes);
  };
  /** Answers something that nobody has answered yet, or begins a thread. */
  const write = async (): Promise<void> => {
    const next = randomInt(2) === 0 ? undefined : (await received(mailbox)).find(({ id }) => !answered.has(id));
    const before = mails.find(({ id }) => id === next?.answers);
    if (!next || !before) return await put({ from: `mailer${randomInt(MAILERS)}@customer.example` });
    answered.add(next.id);
    await put({ from: before.from, thread: before.thread, answers: next });
  };
  const keepWriting = async (): Promise<void> => {
    while (isWriting) {
      // However long a start takes: the stand-in keeps only the last thousand of what left.
      if (mailbox.connections() > 0 || randomInt(5) === 0) await write();
      await pause(randomInt(...BETWEEN_MAILS_MS));
    }
  };
  const working = keepWriting();
  return {
    mails,
    async post(count) {
      for (let n = 0; n < count; n += 1) await write();
    },
    async stop() {
      isWriting = false;
      await working;
    },
  };
}

/** Everything that left by mail, oldest first, as a mail program reads it. */
export async function received({ sent }: Pick<MailStandIn, "sent">): Promise<ReceivedMail[]> {
  return await Promise.all(
    sent.map(async ({ bytes, to }) => {
      const { messageId = "", inReplyTo = "", text = "" } = await PostalMime.parse(bytes);
      return { id: messageId, to: to.join(), answers: inReplyTo, text: text.trim() };
    }),
  );
}

/** As many mail programs quote what they answer. */
function quote(text: string): string {
  const lines = text.split("\n").map((line) => `> ${line}`);
  return ["On Tue, 3 Nov 2026 at 10:00, Acme <support@acme.example> wrote:", ...lines].join("\r\n");
}
