import type { ImapFlow } from "imapflow";
import { MAX_MAIL_BYTES, type MailSize, TRUNCATED_BYTES } from "./imap-batches.ts";
import type { Place } from "./imap-place.ts";

/** A mail as the server gave it. */
export interface FetchedMail {
  readonly uid: number;
  /** When the server got it (INTERNALDATE). */
  readonly at: Date;
  /** Empty: the server has it and cannot give it out. */
  readonly bytes: Uint8Array;
  /** How large it is, when only its beginning was read. */
  readonly fullSize: number | null;
}

/** The UIDs above the place, ascending, without what is marked as deleted. */
export async function searchNew(client: ImapFlow, { lastUid, backlog }: Place): Promise<readonly number[]> {
  const range = backlog === null ? `${lastUid + 1}:*` : `${lastUid + 1}:${backlog.upTo}`;
  const since = backlog === null ? {} : { since: backlog.since };
  const found = await client.search({ uid: range, deleted: false, ...since }, { uid: true });
  if (!Array.isArray(found)) throw new Error("The IMAP server did not answer a search");
  // `n:*` has the last mail in it even when that is below n (RFC 3501, section 9).
  return found.filter((uid) => uid > lastUid).sort((one, other) => one - other);
}

/** How large mails are. Those that are gone meanwhile are left out. */
export async function fetchSizes(client: ImapFlow, uids: readonly number[]): Promise<readonly MailSize[]> {
  const answers = await unlessRefused(fetchAll(client, uids.join(","), { uid: true, size: true }, BY_UID));
  // One that cannot be told has its trouble when it is read.
  if (answers === null) return uids.map((uid) => ({ uid, size: 0 }));
  return answers
    .map(({ uid, size = 0 }) => ({ uid, size }))
    .filter(({ uid }) => uids.includes(uid))
    .sort((one, other) => one.uid - other.uid);
}

/**
 * Reads mails without touching their flags (BODY.PEEK[]). One that the server cannot give out holds up no other; one that is
 * gone meanwhile is left out.
 */
export async function fetchMails(client: ImapFlow, mails: readonly MailSize[]): Promise<readonly FetchedMail[]> {
  const whole = mails.filter(({ size }) => size <= MAX_MAIL_BYTES);
  const fetched = new Map((await fetchTogether(client, whole)).map((mail) => [mail.uid, mail]));
  for (const mail of mails) {
    if (fetched.has(mail.uid)) continue;
    const alone = await fetchAlone(client, mail);
    if (alone !== null) fetched.set(mail.uid, alone);
  }
  return mails.flatMap(({ uid }) => fetched.get(uid) ?? []);
}

const BY_UID = { uid: true } as const;
const WHOLE = { uid: true, internalDate: true, source: true } as const;

/** May lack some, or all, when the server refuses. */
async function fetchTogether(client: ImapFlow, mails: readonly MailSize[]): Promise<readonly FetchedMail[]> {
  if (mails.length === 0) return [];
  const uids = mails.map(({ uid }) => uid).join(",");
  const answers = (await unlessRefused(fetchAll(client, uids, WHOLE, BY_UID))) ?? [];
  return answers.flatMap((answer) => toFetched(answer, null) ?? []);
}

/** Null: it is gone. */
async function fetchAlone(client: ImapFlow, { uid, size }: MailSize): Promise<FetchedMail | null> {
  const isTooLarge = size > MAX_MAIL_BYTES;
  const source = isTooLarge ? { start: 0, maxLength: TRUNCATED_BYTES } : true;
  const answers = await unlessRefused(fetchAll(client, String(uid), { ...WHOLE, source }, BY_UID));
  const fetched = answers?.[0] && toFetched(answers[0], isTooLarge ? size : null);
  if (fetched) return fetched;
  // Whether it is there at all, and what can be known without its content.
  const known = await unlessRefused(fetchAll(client, String(uid), { uid: true, internalDate: true }, BY_UID));
  if (known?.length === 0) return null;
  return { uid, at: toDate(known?.[0]?.internalDate), bytes: new Uint8Array(), fullSize: size };
}

type Answer = Awaited<ReturnType<ImapFlow["fetchAll"]>>[number];

/**
 * A client whose connection has ended answers every FETCH with nothing, as if the mails were gone: that must not be taken
 * for an answer, or they would be passed over for good.
 */
async function fetchAll(client: ImapFlow, ...asked: Parameters<ImapFlow["fetchAll"]>): Promise<readonly Answer[]> {
  const answers = await client.fetchAll(...asked);
  if (!client.usable || !client.mailbox) throw new Error("The connection to the mailbox ended while it was read");
  return answers;
}

/** Null: its content is missing. */
function toFetched({ uid, internalDate, source }: Answer, fullSize: number | null): FetchedMail | null {
  return source === undefined ? null : { uid, at: toDate(internalDate), bytes: source, fullSize };
}

/** Where a server tells no date, or one that is none, it is now. */
function toDate(told: Date | string | undefined): Date {
  const date = new Date(told ?? "");
  return Number.isNaN(date.getTime()) ? new Date() : date;
}

/** Null: the server said no, and the connection goes on. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    const { responseStatus } = (error ?? {}) as { responseStatus?: unknown };
    if (responseStatus === "NO" || responseStatus === "BAD") return null;
    throw error;
  }
}
