import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { ComposedMail } from "./compose-mail.ts";
import type { MailServer } from "./mail-url.ts";
import { parseReply, type SmtpFailure } from "./smtp-failure.ts";

/** Each step may take so long, ms. Together they stay below the 20 s after which an attempt is broken off. */
export interface SmtpTiming {
  /** Until a connection stands and the server has greeted. */
  readonly connectMs: number;
  /** Without a word from the server. */
  readonly quietMs: number;
}

export type SmtpOutcome =
  /** `refusedCopies`: how many of the further recipients the server did not take. */
  | { readonly kind: "taken"; readonly refusedCopies: number }
  | { readonly kind: "failed"; readonly failure: SmtpFailure };

/**
 * Hands one mail to an SMTP server, on a connection of its own. The server is asked once: nothing is tried twice here.
 * Resolves at once when `signal` is aborted. Never rejects.
 */
export async function converse(
  mail: ComposedMail,
  server: MailServer,
  timing: SmtpTiming,
  signal: AbortSignal,
): Promise<SmtpOutcome> {
  if (signal.aborted) return failed({ kind: "aborted", begun: false });
  const { host, port, secure, loopback, login } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: !secure && !loopback,
    ignoreTLS: !secure && loopback,
    name: mail.envelope.from.slice(mail.envelope.from.lastIndexOf("@") + 1),
    connectionTimeout: timing.connectMs,
    greetingTimeout: timing.connectMs,
    dnsTimeout: timing.connectMs,
    socketTimeout: timing.quietMs,
    socketCloseTimeout: 0,
  });
  const content = createContent(mail.bytes);
  const progress: Progress = { stage: "connecting", begun: content.begun };
  const aborted = Promise.withResolvers<SmtpOutcome>();
  const onAbort = (): void => aborted.resolve(failed({ kind: "aborted", begun: content.begun() }));
  signal.addEventListener("abort", onAbort, { once: true });
  const outcome = await Promise.race([aborted.promise, speak(connection, mail, content.stream, login, progress)]);
  signal.removeEventListener("abort", onAbort);
  // Closes when the server has said goodbye, or after `quietMs`.
  if (outcome.kind === "taken") connection.quit();
  else connection.close();
  return outcome;
}

/** How far the conversation has come. */
interface Progress {
  stage: "connecting" | "logging_in" | "sending";
  readonly begun: () => boolean;
}

const failed = (failure: SmtpFailure): SmtpOutcome => ({ kind: "failed", failure });

async function speak(
  connection: SMTPConnection,
  mail: ComposedMail,
  content: Readable,
  login: MailServer["login"],
  progress: Progress,
): Promise<SmtpOutcome> {
  try {
    // Also tells of what goes wrong between two steps.
    const lost = new Promise<never>((_resolve, reject) => {
      connection.on("error", reject);
    });
    lost.catch(() => {});
    await Promise.race([lost, step((done) => connection.connect((error) => done(error)))]);
    if (login !== null) {
      progress.stage = "logging_in";
      const { user, password } = login;
      await Promise.race([
        lost,
        step((done) => connection.login({ user, credentials: { user, pass: password } }, done)),
      ]);
    }
    progress.stage = "sending";
    const [first, ...copies] = mail.envelope.to;
    const envelope = { from: mail.envelope.from, to: [...mail.envelope.to], size: mail.bytes.length };
    const sent = step<{ rejected: string[] }>((done) => connection.send(envelope, content, done));
    const { rejected } = await Promise.race([lost, sent]);
    const refusedCopies = copies.filter((copy) => rejected.includes(copy)).length;
    // The mail went to the copies alone: a second try would send them a second one.
    if (first !== undefined && rejected.includes(first)) return failed({ kind: "refused", reply: NOT_TO_HIM });
    return { kind: "taken", refusedCopies };
  } catch (error) {
    return failed(toFailure(error, progress));
  }
}

const NOT_TO_HIM = { status: 550, enhanced: "5.1.1" } as const;

/** A call of nodemailer's, as a promise. */
function step<Result>(call: (done: (error?: Error | null, result?: Result) => void) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result as Result)));
  });
}

/** The mail as a stream that knows whether somebody has begun to read it: that is after the server's answer to DATA. */
function createContent(bytes: Uint8Array): { readonly stream: Readable; readonly begun: () => boolean } {
  let begun = false;
  const stream = new Readable({
    read() {
      begun = true;
      this.push(bytes);
      this.push(null);
    },
  });
  return { stream, begun: () => begun };
}

/** What nodemailer puts on its errors. */
interface SmtpError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly response?: unknown;
}

function toFailure(error: unknown, { stage, begun }: Progress): SmtpFailure {
  const { code, originalCode, response } = (error ?? {}) as SmtpError;
  const reply = typeof response === "string" ? parseReply(response) : null;
  const name = [originalCode, code].find((candidate) => typeof candidate === "string") as string | undefined;
  // The server's answer to the mail, or to what comes before it. Any other one is said on the way out.
  if (stage === "sending" && reply !== null && (code === "EENVELOPE" || code === "EMESSAGE"))
    return { kind: "refused", reply };
  if (stage === "sending" && code === "EMESSAGE") return { kind: "refused", reply: TOO_LARGE };
  if (stage === "sending" && code === "EENVELOPE") return { kind: "refused", reply: NO_ADDRESS };
  if (begun()) return { kind: "broken", begun: true, code: name ?? "no_code" };
  if (code === "EAUTH") return { kind: "login_refused", reply };
  // With a reply: STARTTLS was refused. Without: TLS itself failed, such as for a certificate.
  if (stage === "connecting" && code === "ETLS" && reply !== null) return { kind: "insecure" };
  if (stage === "connecting" && reply !== null) return { kind: "turned_away", reply };
  if (stage === "connecting") return { kind: "unreachable", code: name ?? "no_code", cause: error };
  return { kind: "broken", begun: false, code: name ?? "no_code" };
}

/** The size that the server allows is known before the mail is sent. */
const TOO_LARGE = { status: 552, enhanced: "5.3.4" } as const;

/** Refused here already: it could not be said in SMTP. */
const NO_ADDRESS = { status: 553, enhanced: "5.1.3" } as const;
