import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { answerContent } from "./answer-content.ts";
import { type LoopbackServer, loopbackServer } from "./loopback-server.ts";
import type { SmtpConduct, SmtpFault } from "./smtp-faults.ts";

/** A mail that left. */
export interface SentMail {
  /** The sender of the envelope. */
  readonly from: string;
  /** The recipients of the envelope. */
  readonly to: readonly string[];
  readonly bytes: Buffer;
  readonly at: Date;
}

export interface SmtpAccount {
  readonly user: string;
  readonly password: string;
  /** From which it may send, lowercased. */
  readonly addresses: readonly string[];
}

/** An SMTP server that takes mail for everybody from one account, on a port of the loopback. */
export function createSmtpServer(
  account: SmtpAccount,
  conduct: SmtpConduct,
  onSent: (mail: SentMail) => void,
): LoopbackServer {
  const sockets = new Set<Socket>();
  const cut = ({ remotePort }: SMTPServerSession): void => {
    for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
  };
  const smtp = new SMTPServer({
    hideSTARTTLS: true,
    hide8BITMIME: true,
    hideSMTPUTF8: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    authMethods: ["PLAIN"],
    logger: false,
    ...envelopeHandlers(account, conduct, cut),
    onData(stream, session, done) {
      if (conduct.take("content")) {
        stream.once("data", () => cut(session));
        return;
      }
      const take = (bytes: Buffer): void => onSent({ ...envelopeOf(session), bytes, at: new Date() });
      buffer(stream)
        .then(async (bytes) => {
          const answer = await answerContent(bytes, conduct);
          if (answer.kind === "taken" || (answer.kind !== "refuse" && answer.taken)) take(bytes);
          if (answer.kind === "drop") cut(session);
          if (answer.kind === "refuse") done(reply(answer.code, answer.text));
          if (answer.kind === "taken") done(null, "2.0.0 taken");
        })
        .catch(() => cut(session));
    },
  });
  smtp.on("error", () => {});
  smtp.server.on("connection", (socket: Socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    socket.on("error", () => {});
  });
  return loopbackServer(smtp.server, sockets);
}

function envelopeOf({ envelope }: SMTPServerSession): Pick<SentMail, "from" | "to"> {
  const { mailFrom, rcptTo } = envelope;
  return { from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address) };
}

function envelopeHandlers(
  account: SmtpAccount,
  conduct: SmtpConduct,
  cut: (session: SMTPServerSession) => void,
): SMTPServerOptions {
  /** The answer where a refusal or a cut may wait. Null: go on. */
  const obstacle = (fault: SmtpFault | null, session: SMTPServerSession): Error | null => {
    if (fault?.kind === "drop") cut(session);
    return fault?.kind === "refuse" ? reply(fault.code, fault.text) : null;
  };
  return {
    onConnect(session, done) {
      done(obstacle(conduct.take("greeting"), session));
    },
    onAuth({ username, password }, _session, done) {
      const isRight = username === account.user && password === account.password;
      if (!isRight || conduct.refusesLogins) return done(reply(535, "5.7.8 wrong name or password"));
      done(null, { user: account.user });
    },
    onMailFrom({ address }, session, done) {
      const isOurs = account.addresses.includes(address.toLowerCase());
      if (!isOurs) return done(reply(553, "5.7.1 that is not your address"));
      done(obstacle(conduct.take("sender"), session));
    },
    onRcptTo({ address }, session, done) {
      done(obstacle(conduct.take("recipient", address), session));
    },
  };
}

function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
