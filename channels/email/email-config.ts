/** What is needed to tell what a mail says. */
export interface EmailReading {
  /** Our addresses, lowercased: SUPPORT_EMAIL. Never empty. */
  readonly addresses: readonly string[];
  /** The name of the mailbox in which message names are valid (`References.scope`). */
  readonly mailbox: string;
  /** Whose Authentication-Results are believed; null: nobody's. */
  readonly authservId: string | null;
  /** Makes and checks the names of our own mails. */
  readonly secret: string;
}

/** What the settings say about the email channel. */
export interface EmailConfig extends Omit<EmailReading, "mailbox"> {
  /** With name and password, such as `imaps://support%40example.com:secret@imap.example.com:993/INBOX`: IMAP_URL. */
  readonly imapUrl: string;
  /** Such as `smtps://support%40example.com:secret@smtp.example.com:465`: SMTP_URL. */
  readonly smtpUrl: string;
  /** How far back the first connect reads, silently. 0: not at all. */
  readonly importDays: number;
  /** The mailbox was made together with this process: whatever is in it waits for an answer. False unless told. */
  readonly isFresh?: boolean;
  /** Whose name stands in the From of what we send. */
  readonly companyName: string;
}
