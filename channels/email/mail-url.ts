/** Where a mail server is and how to log in there. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. Else STARTTLS, which is required unless the server is this machine. */
  readonly secure: boolean;
  /** The server is this machine: nobody can listen on the way, so a password may go in the clear. */
  readonly loopback: boolean;
  /** Null: no login is asked for. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** What follows the host, decoded, without its slash. */
  readonly path: string;
}

/** With TLS and without (RFC 8314, section 7.3; RFC 6409 for submission). */
const PORTS: Readonly<Record<string, { readonly port: number; readonly secure: boolean }>> = {
  "imaps:": { port: 993, secure: true },
  "imap:": { port: 143, secure: false },
  "smtps:": { port: 465, secure: true },
  "smtp:": { port: 587, secure: false },
};

/**
 * Reads a URL such as `imaps://user%40example.com:secret@imap.example.com:993/INBOX`.
 * @throws {TypeError} when it is none, in words that do not repeat it, for it holds a password.
 */
export function parseMailUrl(text: string): MailServer {
  const url = URL.parse(text);
  const kind = PORTS[url?.protocol ?? ""];
  if (url === null || kind === undefined || url.hostname === "")
    throw new TypeError("must be a URL such as imaps://user:password@host:993/INBOX");
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const user = decode(url.username);
  return {
    host,
    port: url.port === "" ? kind.port : Number(url.port),
    secure: kind.secure,
    loopback: host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host),
    login: user === "" ? null : { user, password: decode(url.password) },
    path: decode(url.pathname.replace(/^\//, "")),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError("has a percent sign that encodes nothing: write it as %25");
  }
}

/** The name of a mailbox, without its password: message names are valid within it, and one process reads it at a time. */
export function mailboxOf({ login, host }: MailServer): string {
  return `${login?.user ?? ""}@${host}`;
}
