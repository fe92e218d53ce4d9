import type { Json } from "../../src/contract/index.ts";

/** Up to where a folder was read. */
export interface Place {
  readonly uidValidity: string;
  /** The highest UID that is stored, or was passed over. */
  readonly lastUid: number;
  /** The newest date at which the server got one of the mails that were read (INTERNALDATE). */
  readonly lastAt: Date;
  /** When the folder was first connected. */
  readonly firstAt: Date;
  /** What was there already and is read later. Null: everything above `lastUid` is new. */
  readonly backlog: Backlog | null;
}

export interface Backlog {
  /** Up to this UID only what came since `since` is read. */
  readonly upTo: number;
  readonly since: Date;
  /** It is there for operators to look up, not to be answered. */
  readonly imported: boolean;
}

/** What the server says of the folder when it is opened. */
export interface OpenedFolder {
  readonly uidValidity: string;
  readonly uidNext: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Clocks and zones of servers differ, and a search knows only days. */
const RESCAN_MS = 2 * DAY_MS;

/**
 * Where to begin in a folder that was never read: at its end, or `importDays` before. `isFresh`: it is no older than we are,
 * so that whatever is in it waits for an answer.
 */
export function firstPlace(
  { uidValidity, uidNext }: OpenedFolder,
  { importDays, isFresh }: { readonly importDays: number; readonly isFresh?: boolean | undefined },
  now: Date,
): Place {
  const upTo = isFresh ? 0 : uidNext - 1;
  // Servers tell whole seconds.
  const begun = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const at = { uidValidity, lastAt: begun, firstAt: begun };
  if (importDays <= 0 || upTo === 0) return { ...at, lastUid: upTo, backlog: null };
  const since = new Date(now.getTime() - importDays * DAY_MS);
  return { ...at, lastUid: 0, backlog: { upTo, since, imported: true } };
}

/**
 * Where to go on. A folder with another UIDVALIDITY has given all its mails other UIDs (RFC 3501, section 2.3.1.1): what came
 * lately is read again, and the fingerprint tells which of it is known.
 */
export function placeIn(folder: OpenedFolder, place: Place): Place {
  if (folder.uidValidity === place.uidValidity) return place;
  const since = new Date(place.lastAt.getTime() - RESCAN_MS);
  const upTo = folder.uidNext - 1;
  const backlog = upTo === 0 ? null : { upTo, since, imported: false };
  return { ...place, uidValidity: folder.uidValidity, lastUid: 0, backlog };
}

/** After the mails up to `uid` were read, the newest of which the server got at `at`; null: there were none. */
export function placeAfter(place: Place, uid: number, at: Date | null): Place {
  const lastAt = at !== null && at > place.lastAt ? at : place.lastAt;
  const backlog = place.backlog !== null && uid < place.backlog.upTo ? place.backlog : null;
  return { ...place, lastUid: Math.max(uid, place.lastUid), lastAt, backlog };
}

/** Whether a mail was there before we were, so that its sender waits for no answer of ours. */
export function isImported({ backlog, firstAt }: Place, uid: number, at: Date): boolean {
  return backlog !== null && uid <= backlog.upTo && (backlog.imported || at < firstAt);
}

export function toJson({ lastAt, firstAt, backlog, ...place }: Place): Json {
  return {
    ...place,
    lastAt: lastAt.toISOString(),
    firstAt: firstAt.toISOString(),
    backlog: backlog && { ...backlog, since: backlog.since.toISOString() },
  };
}

/** Null: nothing is kept. @throws when what is kept was not written by `toJson`. */
export function parsePlace(kept: Json): Place | null {
  if (kept === null) return null;
  const place = kept as Record<keyof Place, Json>;
  const backlog = place.backlog as Record<keyof Backlog, Json> | null;
  return {
    uidValidity: toText(place.uidValidity),
    lastUid: toUid(place.lastUid),
    lastAt: toDate(place.lastAt),
    firstAt: toDate(place.firstAt),
    backlog: backlog && {
      upTo: toUid(backlog.upTo),
      since: toDate(backlog.since),
      imported: backlog.imported === true,
    },
  };
}

const unreadable = (): Error => new Error("The place that was kept for the mailbox is not readable");

function toUid(kept: Json): number {
  if (typeof kept !== "number") throw unreadable();
  return kept;
}

function toText(kept: Json): string {
  if (typeof kept !== "string") throw unreadable();
  return kept;
}

function toDate(kept: Json): Date {
  const date = new Date(toText(kept));
  if (Number.isNaN(date.getTime())) throw unreadable();
  return date;
}
