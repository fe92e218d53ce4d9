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
