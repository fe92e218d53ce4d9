import { externalId, type RawInbound } from "../../src/contract/index.ts";
import type { FetchedMail } from "./imap-fetch.ts";
import { isImported, type Place } from "./imap-place.ts";

/** What is stored of a mail. Within a mailbox, folder, UIDVALIDITY and UID name it for good (RFC 3501, section 2.3.1.1). */
export function toRaw(mail: FetchedMail, place: Place, mailbox: string, folder: string): RawInbound {
  const { uid, at, bytes, fullSize } = mail;
  return {
    externalId: externalId(`${mailbox}/${folder}/${place.uidValidity}/${uid}`),
    contentType: "message/rfc822",
    body: bytes,
    meta: {
      mailbox,
      uid: String(uid),
      uidValidity: place.uidValidity,
      internalDate: at.toISOString(),
      ...(isImported(place, uid, at) && { imported: "1" }),
      ...(fullSize !== null && { truncated: String(fullSize) }),
    },
  };
}
