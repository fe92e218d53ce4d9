import { SendError } from "../../src/contract/index.ts";

/** How the conversation with the SMTP server ended when it did not end well. */
export type SmtpFailure =
  /** Whoever waited for it gave up. `begun`: the server had asked for the mail by then. */
  | { readonly kind: "aborted"; readonly begun: boolean }
  /** No connection came about, or it was not to be trusted. `cause` has no text of the server. */
  | { readonly kind: "unreachable"; readonly code: string; readonly cause: unknown }
  /** The server answers, and does not let us in: it is busy, or has something against where we come from. */
  | { readonly kind: "turned_away"; readonly reply: Reply }
  /** The server offers no TLS, and the password stays here. */
  | { readonly kind: "insecure" }
  /** `reply` is a status such as 535, with the enhanced code of RFC 3463 where the server gives one. */
  | { readonly kind: "login_refused"; readonly reply: Reply | null }
  /** The server said no to the sender, the recipient or the mail. */
  | { readonly kind: "refused"; readonly reply: Reply }
  /** The connection broke, or nothing came for too long. */
  | { readonly kind: "broken"; readonly begun: boolean; readonly code: string };

export interface Reply {
  readonly status: number;
  /** Such as `5.1.1`. */
  readonly enhanced: string | null;
}

/** Reads `550 5.1.1 no such user`. Null: it is no reply of SMTP (RFC 5321, section 4.2; RFC 2034). */
export function parseReply(line: string): Reply | null {
  const match = /^([2-5]\d\d)(?:[ -](?:([245]\.\d{1,3}\.\d{1,3})(?!\S))?|$)/.exec(line);
  return match === null ? null : { status: Number(match[1]), enhanced: match[2] ?? null };
}

/** What the outbox must know of it. The message is for operators: no addresses, no text of the server. */
export function toSendError(failure: SmtpFailure): SendError {
  switch (failure.kind) {
    case "aborted":
      return failure.begun
        ? new SendError("We were stopping while the mail was being sent. It may have gone out all the same.", {
            code: "smtp_aborted",
            retryable: true,
            maybeSent: true,
          })
        : new SendError("The mail was not sent because we were stopping. It is tried again.", {
            code: "smtp_aborted",
            ...LATER,
          });
    case "unreachable":
      return new SendError(`The SMTP server could not be reached (${failure.code}). It is tried again.`, {
        code: "smtp_unreachable",
        ...LATER,
        concerns: "provider",
        cause: failure.cause,
      });
    case "turned_away":
      return turnedAway(failure.reply);
    case "insecure":
      return new SendError(
        "The SMTP server offers no encryption, and the password is not sent in the clear. Use smtps:// in SMTP_URL.",
        { code: "smtp_insecure", ...LATER, concerns: "account" },
      );
    case "login_refused":
      return new SendError("The SMTP server refuses the login. Name and password in SMTP_URL may be wrong.", {
        code: failure.reply === null ? "smtp_login_refused" : codeOf(failure.reply),
        ...LATER,
        concerns: "account",
      });
    case "refused":
      return refusal(failure.reply);
    case "broken":
      return failure.begun
        ? new SendError(`The SMTP server did not answer (${failure.code}). The mail may have gone out all the same.`, {
            code: "smtp_no_answer",
            retryable: true,
            maybeSent: true,
          })
        : new SendError(`The connection to the SMTP server broke (${failure.code}). It is tried again.`, {
            code: "smtp_broken",
            ...LATER,
          });
  }
}

/** Nothing was sent, and somebody or the time may mend it. */
const LATER = { retryable: true, maybeSent: false } as const;

function turnedAway(reply: Reply): SendError {
  const isForNow = reply.status < 500;
  return new SendError(
    isForNow
      ? `The SMTP server takes no more connections for now (${reply.status}).`
      : `The SMTP server lets us in no more (${reply.status}). It may have blocked the address that we send from.`,
    { code: codeOf(reply), ...LATER, concerns: isForNow ? "rate" : "account" },
  );
}

function refusal(reply: Reply): SendError {
  // A reply that begins with 5 says that the same mail will be refused again (RFC 5321, section 4.2.1).
  const retryable = reply.status < 500;
  return new SendError(retryable ? "The SMTP server asks to try again later." : wordsFor(reply), {
    code: codeOf(reply),
    retryable,
    maybeSent: false,
  });
}

const codeOf = ({ status, enhanced }: Reply): string => `smtp_${status}${enhanced === null ? "" : `_${enhanced}`}`;

/** By the classes of RFC 3463: `5.1` is about the address, `5.2` about the mailbox, and so on. */
function wordsFor({ status, enhanced }: Reply): string {
  if (enhanced?.startsWith("5.1.")) return "The address does not exist or cannot receive mail.";
  if (enhanced === "5.2.2") return "The recipient's mailbox is full.";
  if (status === 552 || enhanced === "5.3.4" || enhanced === "5.2.3") return "The mail is too large for the recipient.";
  if (enhanced?.startsWith("5.2.")) return "The recipient's mailbox does not take mail.";
  if (enhanced?.startsWith("5.7.")) return "The mail was refused by a rule of the server: it may be taken for spam.";
  return `The SMTP server refused the mail (${status}).`;
}

/** Whether mails will fail until somebody changes our settings. */
export function isAboutUs(failure: SmtpFailure): boolean {
  const isBlocked = failure.kind === "turned_away" && failure.reply.status >= 500;
  return isBlocked || failure.kind === "login_refused" || failure.kind === "insecure";
}
