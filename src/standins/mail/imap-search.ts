import type { Argument } from "./imap-command.ts";
import type { Folder, StoredMail } from "./mailbox.ts";
import { parseUidSet } from "./uid-set.ts";

type Test = (mail: StoredMail) => boolean;

/** The UIDs of the mails that a search finds. Null: a key that this server does not know. */
export function searchUids(args: readonly Argument[], folder: Folder): readonly number[] | null {
  const words = args.filter((arg) => typeof arg === "string");
  if (words.length !== args.length) return null;
  const highest = folder.mails.at(-1)?.uid ?? 0;
  const tests: Test[] = [];
  while (words.length > 0) {
    const test = takeTest(words, highest);
    if (test === null) return null;
    tests.push(test);
  }
  return folder.mails.filter((mail) => tests.every((test) => test(mail))).map(({ uid }) => uid);
}

/** Takes one key and its value off the front of `words`. */
function takeTest(words: string[], highest: number): Test | null {
  const key = (words.shift() ?? "").toUpperCase();
  switch (key) {
    case "ALL":
      return () => true;
    case "UNDELETED":
      return ({ flags }) => !flags.has("\\Deleted");
    case "UID": {
      const isIn = parseUidSet(words.shift() ?? "", highest);
      return isIn && (({ uid }) => isIn(uid));
    }
    case "SINCE": {
      // Dates only: time and zone do not count (RFC 3501, section 6.4.4).
      const since = parseDay(words.shift() ?? "");
      return since === null ? null : ({ at }) => Math.floor(at.getTime() / DAY_MS) * DAY_MS >= since;
    }
    default:
      return null;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Such as `5-Mar-2026`; UTC, ms. */
function parseDay(text: string): number | null {
  if (!/^\d{1,2}-[A-Z][a-z]{2}-\d{4}$/.test(text)) return null;
  const at = Date.parse(`${text.replaceAll("-", " ")} UTC`);
  return Number.isNaN(at) ? null : at;
}
