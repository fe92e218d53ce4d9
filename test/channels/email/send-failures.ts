import type { SmtpFault } from "../../../src/standins/mail/smtp-faults.ts";
import type { MailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";
import type { SendFailure } from "../../contract/channel-case.ts";

const later = { retryable: true, maybeSent: false };
const never = { retryable: false, maybeSent: false };
const unclear = { retryable: true, maybeSent: true };

const FAILURES: readonly (readonly [name: string, fault: SmtpFault, expected: SendFailure["expected"]])[] = [
  [
    "a recipient who does not exist",
    { kind: "refuse", at: "recipient", code: 550, text: "5.1.1 no such user" },
    { code: "smtp_550_5.1.1", ...never },
  ],
  [
    "a full mailbox",
    { kind: "refuse", at: "recipient", code: 452, text: "4.2.2 over quota" },
    { code: "smtp_452_4.2.2", ...later },
  ],
  [
    "a server that knows nobody yet",
    { kind: "refuse", at: "recipient", code: 451, text: "4.7.1 greylisted, come again" },
    { code: "smtp_451_4.7.1", ...later },
  ],
  [
    "a refusal without an enhanced code",
    { kind: "refuse", at: "recipient", code: 550, text: "no" },
    { code: "smtp_550", ...never },
  ],
  [
    "a sender that is not wanted",
    { kind: "refuse", at: "sender", code: 550, text: "5.7.1 not from you" },
    { code: "smtp_550_5.7.1", ...never },
  ],
  [
    "a mail that is taken for spam",
    { kind: "refuse", at: "answer", code: 554, text: "5.7.1 looks like spam" },
    { code: "smtp_554_5.7.1", ...never },
  ],
  [
    "a server that is full",
    { kind: "refuse", at: "answer", code: 452, text: "4.3.1 no space" },
    { code: "smtp_452_4.3.1", ...later },
  ],
  [
    "a connection that breaks at once",
    { kind: "drop", at: "greeting" },
    { code: "smtp_unreachable", ...later, concerns: "provider" },
  ],
  [
    "a server with too many connections",
    { kind: "refuse", at: "greeting", code: 421, text: "4.7.0 too many" },
    { code: "smtp_421_4.7.0", ...later, concerns: "rate" },
  ],
  [
    "a server that wants none of ours",
    { kind: "refuse", at: "greeting", code: 554, text: "5.7.1 on a list" },
    { code: "smtp_554_5.7.1", ...later, concerns: "account" },
  ],
  ["one that breaks at the recipient", { kind: "drop", at: "recipient" }, { code: "smtp_broken", ...later }],
  [
    "one that breaks in the middle of the mail",
    { kind: "drop", at: "content" },
    { code: "smtp_no_answer", ...unclear },
  ],
  [
    "one that breaks before the answer, the mail being lost",
    { kind: "drop", at: "answer", taken: false },
    { code: "smtp_no_answer", ...unclear },
  ],
  [
    "one that breaks before the answer, the mail being taken",
    { kind: "drop", at: "answer", taken: true },
    { code: "smtp_no_answer", ...unclear },
  ],
  ["no answer", { kind: "silence", at: "answer", taken: true }, { code: "smtp_no_answer", ...unclear }],
];

/** What can go wrong at an SMTP server, and what the outbox has to know of it. */
export function sendFailures(mail: Pick<MailStandIn, "failSmtp">): readonly SendFailure[] {
  return FAILURES.map(([name, fault, expected]) => ({ name, arrange: () => mail.failSmtp(fault), expected }));
}
