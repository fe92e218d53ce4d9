import { createImapServer } from "./create-imap-server.ts";
import { createSmtpServer, type SentMail } from "./create-smtp-server.ts";
import { encodeFolderName } from "./folder-name.ts";
import { createImapConduct, type ImapConduct, type ImapFault } from "./imap-faults.ts";
import { createFolder, type Folder } from "./mailbox.ts";
import { createHold, createSmtpConduct, type Held, type SmtpConduct, type SmtpFault } from "./smtp-faults.ts";

export interface MailStandInOptions {
  readonly user: string;
  readonly password: string;
  /** From which the account may send, lowercased. */
  readonly addresses: readonly string[];
  /** Beside INBOX. */
  readonly folders?: readonly string[];
  /** By default the time of the start, s: what is kept in memory gives the same UIDs to other mails after a restart. */
  readonly uidValidity?: number;
}

export interface MailStandIn {
  /** With name and password, such as `imap://support:secret@127.0.0.1:41234/INBOX`. */
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** What left by SMTP, oldest first, the last thousand. What arrived at somebody is what was sent `to` him. */
  readonly sent: readonly SentMail[];
  /** How many clients are connected to the mailbox. */
  connections(): number;
  /** INBOX when no name is given. @throws when there is none of that name. */
  folder(name?: string): Folder;

  /** A mail arrives in INBOX. Bare line ends are made whole. `uid`: not the next one but this, which must not be lower. */
  deliver(bytes: Uint8Array, about?: { readonly at?: Date; readonly uid?: number }): Promise<{ readonly uid: number }>;

  /** UIDs of mails that the server cannot give out: whoever fetches one of them gets NO for all he asked for. */
  readonly unreadable: Set<number>;
  /** Whether clients that connect from now on are told what comes while they wait. */
  setIdle(idle: ImapConduct["idle"]): void;
  /** Both servers take nobody's password from now on, or do again. */
  refuseLogins(refuse: boolean): void;
  /** What goes wrong when the mailbox is read. Several wait in line. */
  failImap(fault: ImapFault): void;
  /** What goes wrong when the next mail is sent. */
  failSmtp(fault: SmtpFault): void;
  /** Keeps the next mail that is sent waiting for its answer. */
  holdSmtp(): Held;
  /** Cuts all connections to the mailbox. */
  cut(): void;

  /** Nobody listens any more, until `open`. The mails stay. */
  close(): Promise<void>;
  /** On the same ports. */
  open(): Promise<void>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

const KEPT = 1_000;

/**
 * A mailbox and a way to send, on this machine: IMAP and SMTP in the clear on ports of the loopback, without STARTTLS. The
 * sandbox uses it, and tests, which also tell it what should go wrong. It keeps everything in memory and logs nothing.
 */
export async function startMailStandIn(options: MailStandInOptions): Promise<MailStandIn> {
  const { user, password, uidValidity = Math.floor(Date.now() / 1000) } = options;
  const names = ["INBOX", ...(options.folders ?? [])];
  const folders = new Map(names.map((name) => [encodeFolderName(name), createFolder(uidValidity)]));
  const imapConduct = createImapConduct();
  const smtpConduct = createSmtpConduct();
  const sent: SentMail[] = [];
  const imap = createImapServer({ user, password, folders }, imapConduct);
  const smtp = createSmtpServer(options, smtpConduct, (mail) => {
    sent.push(mail);
    if (sent.length > KEPT) sent.shift();
  });
  const open = async (): Promise<void> => {
    await Promise.all([imap.open(), smtp.open()]);
  };
  const close = async (): Promise<void> => {
    await Promise.all([imap.close(), smtp.close()]);
  };
  await open();
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return {
    imapUrl: `imap://${login}@127.0.0.1:${imap.port}/INBOX`,
    smtpUrl: `smtp://${login}@127.0.0.1:${smtp.port}`,
    sent,
    connections: () => imap.connections,
    ...mailboxControls(folders),
    ...conductControls(imapConduct, smtpConduct),
    cut: () => imap.cut(),
    open,
    close,
    stop: close,
  };
}

function mailboxControls(folders: ReadonlyMap<string, Folder>): Pick<MailStandIn, "folder" | "deliver"> {
  const folder = (name = "INBOX"): Folder => {
    const found = folders.get(encodeFolderName(name));
    if (found === undefined) throw new Error("There is no such folder");
    return found;
  };
  return {
    folder,
    deliver: async (bytes, about) => ({ uid: folder().add(bytes, about).uid }),
  };
}

function conductControls(
  imap: ImapConduct,
  smtp: SmtpConduct,
): Pick<MailStandIn, "unreadable" | "setIdle" | "refuseLogins" | "failImap" | "failSmtp" | "holdSmtp"> {
  return {
    unreadable: imap.unreadable,
    setIdle(idle) {
      imap.idle = idle;
    },
    refuseLogins(refuse) {
      imap.refusesLogins = refuse;
      smtp.refusesLogins = refuse;
    },
    failImap(fault) {
      imap.faults.push(fault);
    },
    failSmtp: (fault) => smtp.add(fault),
    holdSmtp() {
      const { held, gate } = createHold();
      smtp.add({ kind: "held", at: "answer", gate });
      return held;
    },
  };
}
