import type { ImapFlow } from "imapflow";
import type { ChannelHost } from "../../src/contract/index.ts";
import { batchesOf, type MailSize } from "./imap-batches.ts";
import type { ImapConnection } from "./imap-connect.ts";
import { fetchMails, fetchSizes, searchNew } from "./imap-fetch.ts";
import { firstPlace, type Place, parsePlace, placeAfter, placeIn, toJson } from "./imap-place.ts";
import { toRaw } from "./imap-to-raw.ts";
import { NotStoredError } from "./imap-trouble.ts";

export interface CatchUpParts {
  readonly mailbox: string;
  readonly folder: string;
  readonly importDays: number;
  readonly isFresh?: boolean | undefined;
  readonly host: Pick<ChannelHost, "acceptAll" | "memory" | "log">;
}

/** How many sizes are asked for at once. */
const SIZES_AT_ONCE = 500;

/**
 * Stores everything in the folder that is not stored yet, oldest first, each batch together with the place up to which it
 * reaches: a crash at any point loses nothing and doubles nothing. Resolves when there is nothing left.
 */
export async function catchUp({ client, folder }: ImapConnection, parts: CatchUpParts): Promise<void> {
  const { host } = parts;
  const kept = parsePlace(await host.memory.get(keyOf(parts)));
  let place = kept === null ? firstPlace(folder, parts, new Date()) : placeIn(folder, kept);
  if (place !== kept) await store([], place, parts);
  for (;;) {
    const { backlog } = place;
    const uids = await searchNew(client, place);
    for (let index = 0; index < uids.length; index += SIZES_AT_ONCE) {
      const sizes = await fetchSizes(client, uids.slice(index, index + SIZES_AT_ONCE));
      for (const batch of batchesOf(sizes)) place = await storeBatch(client, batch, place, parts);
    }
    if (backlog === null) return;
    place = placeAfter(place, backlog.upTo, null);
    await store([], place, parts);
  }
}

/** Returns the place after it. */
async function storeBatch(
  client: ImapFlow,
  batch: readonly MailSize[],
  place: Place,
  parts: CatchUpParts,
): Promise<Place> {
  const mails = await fetchMails(client, batch);
  const times = mails.map(({ at }) => at.getTime());
  const newest = times.length > 0 ? new Date(Math.max(...times)) : null;
  const next = placeAfter(place, batch.at(-1)?.uid ?? place.lastUid, newest);
  await store(
    mails.map((mail) => toRaw(mail, place, parts.mailbox, parts.folder)),
    next,
    parts,
  );
  return next;
}

async function store(raws: Parameters<ChannelHost["acceptAll"]>[0], place: Place, parts: CatchUpParts): Promise<void> {
  const { host } = parts;
  let stored: number;
  try {
    stored = await host.acceptAll(raws, { key: keyOf(parts), value: toJson(place) });
  } catch (cause) {
    throw new NotStoredError("The mails could not be stored", { cause });
  }
  if (raws.length > 0) host.log.info({ read: raws.length, stored }, "mail was read");
}

function keyOf({ mailbox, folder }: CatchUpParts): string {
  return `place:${mailbox}/${folder}`;
}
