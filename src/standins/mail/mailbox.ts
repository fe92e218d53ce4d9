/** One mail in a folder. */
export interface StoredMail {
  readonly uid: number;
  /** INTERNALDATE: when the server got it. */
  readonly at: Date;
  /** Such as `\Seen`. */
  readonly flags: Set<string>;
  /** With CRLF, as IMAP gives it out. */
  readonly bytes: Buffer;
}

/** A folder of a mailbox, and who watches it. */
export interface Folder {
  readonly mails: readonly StoredMail[];
  readonly uidValidity: number;
  readonly uidNext: number;
  /** `uid`: not the next one but this, which must not be lower. */
  add(bytes: Uint8Array, about?: { readonly at?: Date; readonly uid?: number }): StoredMail;
  /** All mails get other UIDs, from 1 on, under a new UIDVALIDITY, as after a restored backup. */
  renumber(): void;
  /** `onNews` is called after each change. Returns how to stop that. */
  watch(onNews: () => void): () => void;
}

export function createFolder(firstUidValidity: number): Folder {
  let mails: StoredMail[] = [];
  let uidValidity = firstUidValidity;
  let uidNext = 1;
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const onNews of watchers) onNews();
  };
  return {
    get mails() {
      return mails;
    },
    get uidValidity() {
      return uidValidity;
    },
    get uidNext() {
      return uidNext;
    },
    add(bytes, { at = new Date(), uid = uidNext } = {}) {
      if (uid < uidNext) throw new Error(`The UID ${uid} was given already`);
      const mail = { uid, at, flags: new Set<string>(), bytes: withCrlf(bytes) };
      uidNext = uid + 1;
      mails.push(mail);
      tell();
      return mail;
    },
    renumber() {
      uidValidity += 1;
      mails = mails.map((mail, index) => ({ ...mail, uid: index + 1 }));
      uidNext = mails.length + 1;
    },
    watch(onNews) {
      watchers.add(onNews);
      return () => void watchers.delete(onNews);
    },
  };
}

/** A server that takes a mail in makes its line ends whole. */
function withCrlf(bytes: Uint8Array): Buffer {
  return Buffer.from(
    Buffer.from(bytes)
      .toString("latin1")
      .replace(/\r\n|\r|\n/g, "\r\n"),
    "latin1",
  );
}
