/** A mail in somebody's mailbox, sent or received. */
export interface Mail {
  /** Its Message-ID, with brackets. */
  readonly name: string;
  readonly isReceived: boolean;
  /** Who wrote it, for people. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** The names of its files. */
  readonly files: readonly string[];
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The names of mails before it, oldest first, with brackets. */
  readonly references: readonly string[];
}

export interface MailThread {
  /** The name of its first mail. */
  readonly id: string;
  readonly subject: string;
  /** Oldest first, never empty. */
  readonly mails: readonly Mail[];
  readonly newest: Mail;
}

/** Mails that name each other are one thread, in whatever order they came. The thread with the newest mail is first. */
export function threadMails(mails: readonly Mail[]): MailThread[] {
  const groups: { readonly names: Set<string>; readonly mails: Mail[] }[] = [];
  for (const mail of mails) {
    const names = new Set([mail.name, ...mail.references]);
    const related = groups.filter((group) => !group.names.isDisjointFrom(names));
    for (const group of related) groups.splice(groups.indexOf(group), 1);
    groups.push({
      names: related.reduce((all, group) => all.union(group.names), names),
      mails: [...related.flatMap((group) => group.mails), mail],
    });
  }
  return groups.flatMap((group) => toThread(group.mails)).sort((a, b) => (a.newest.at < b.newest.at ? 1 : -1));
}

function toThread(mails: readonly Mail[]): MailThread[] {
  const sorted = mails.toSorted((a, b) => a.at.localeCompare(b.at));
  const [first, newest] = [sorted[0], sorted.at(-1)];
  return first && newest ? [{ id: first.name, subject: first.subject, mails: sorted, newest }] : [];
}
