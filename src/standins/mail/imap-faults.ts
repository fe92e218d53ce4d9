/** What can go wrong while a mailbox is read. */
export type ImapFault =
  /** The connection is cut in the middle of an answer, after so many whole mails. */
  | { readonly kind: "cut_fetch"; readonly afterMails: number }
  /** The next command is never answered, and the connection stays open. */
  | { readonly kind: "silence" }
  /** The next IDLE is never taken up, nothing after it is answered, and the connection stays open. */
  | { readonly kind: "silent_idle" };

/** How the server is now, and what is to go wrong. */
export interface ImapConduct {
  /** Each happens once, in this order. */
  readonly faults: ImapFault[];
  /** UIDs of mails that the server cannot give out: whoever fetches one of them gets NO for all he asked for. */
  readonly unreadable: Set<number>;
  refusesLogins: boolean;
  /** It knows IDLE, and tells of what comes during one. Servers behind some proxies take IDLE and tell nothing. */
  idle: "pushes" | "silent" | "none";
}

export function createImapConduct(): ImapConduct {
  return { faults: [], unreadable: new Set(), refusesLogins: false, idle: "pushes" };
}

/** The next thing to go wrong if it is of this kind. */
export function takeFault<Kind extends ImapFault["kind"]>(
  { faults }: ImapConduct,
  kind: Kind,
): Extract<ImapFault, { kind: Kind }> | null {
  const [next] = faults;
  if (next?.kind !== kind) return null;
  faults.shift();
  return next as Extract<ImapFault, { kind: Kind }>;
}
