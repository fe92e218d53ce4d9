/** Why a mailbox is not read at the moment. */
export interface MailboxTrouble {
  readonly kind: "login_refused" | "insecure" | "no_folder" | "untrusted" | "not_stored" | "unreachable";
  /** For operators, without secrets. */
  readonly why: string;
  /** It does not go away by itself, so it is told at once. */
  readonly lasting: boolean;
}

/** Thrown when mails were read and could not be stored. */
export class NotStoredError extends Error {
  override readonly name = "NotStoredError";
}

/** What imapflow puts on its errors, and Node on those of its sockets. */
interface ImapError {
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  readonly mailboxMissing?: boolean;
  readonly code?: unknown;
}

/** Codes of Node's TLS for certificates that are not to be believed. */
const UNTRUSTED = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** What ended a connection to the mailbox, or kept it from coming about. */
export function toTrouble(error: unknown): MailboxTrouble {
  if (error instanceof NotStoredError)
    return { kind: "not_stored", why: "New mail is there and could not be stored. It is tried again.", lasting: false };
  const { authenticationFailed, tlsFailed, mailboxMissing, code } = (error ?? {}) as ImapError;
  if (authenticationFailed === true)
    return {
      kind: "login_refused",
      why: "The IMAP server refuses the login. Name and password in IMAP_URL may be wrong, or it wants an app password.",
      lasting: true,
    };
  if (tlsFailed === true)
    return {
      kind: "insecure",
      why: "The IMAP server offers no encryption, and the password is not sent in the clear. Use imaps:// in IMAP_URL.",
      lasting: true,
    };
  if (mailboxMissing === true)
    return { kind: "no_folder", why: "The folder in IMAP_URL does not exist on the IMAP server.", lasting: true };
  const name = typeof code === "string" ? code : "no code";
  if (UNTRUSTED.test(name))
    return {
      kind: "untrusted",
      why: `The certificate of the IMAP server is not to be trusted (${name}).`,
      lasting: true,
    };
  return {
    kind: "unreachable",
    why: `The IMAP server cannot be reached (${name}). It is tried again.`,
    lasting: false,
  };
}
