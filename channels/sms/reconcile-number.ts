import { type ChannelHost, type RawInbound, SendError } from "../../src/contract/index.ts";
import type { AccountTrouble } from "./account-trouble.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import { listMedia, listMessages } from "./reconcile-list.ts";
import {
  firstPlace,
  gapBefore,
  type Happened,
  type Place,
  parsePlace,
  sinceWhen,
  toHappened,
  toJson,
} from "./reconcile-place.ts";
import { listedToRaw } from "./reconcile-raw.ts";

export interface ReconcileParts {
  readonly host: Pick<ChannelHost, "acceptAll" | "memory" | "log">;
  readonly ask: AskTwilio;
  /** Told of each reading of the list, and of nothing else: what a medium is refused for may be the medium. */
  readonly trouble: Pick<AccountTrouble, "watchList">;
  /** Whether its webhook has had its time: that tells more than the list, and may be on its way. */
  isSettled(happened: Happened, now: Date): boolean;
  /** Sids and statuses that are stored for sure, by number, so that the overlap is not read and stored at every round. */
  readonly stored: Map<string, ReadonlySet<string>>;
}

/** How many are stored at once. */
const BATCH = 100;

/**
 * Stores what Twilio knows of one of our numbers and no webhook has brought: texts to it, and what became of texts from
 * it, oldest first. The first time ever only the place is kept, from which the next one goes on.
 * @throws {SendError} when Twilio cannot be asked; whatever the host throws when nothing can be stored.
 */
export async function reconcileNumber(
  number: string,
  now: Date,
  { host, ask, trouble, isSettled, stored }: ReconcileParts,
  signal: AbortSignal,
): Promise<void> {
  const key = `listed:${number}`;
  const place = parsePlace(await host.memory.get(key));
  if (place === null) {
    await host.acceptAll([], { key, value: toJson(firstPlace(now)) });
    return;
  }

  const all = await history(number, place, now, { ask, trouble }, signal);
  const happened = all.filter((one) => isSettled(one, now));
  const known = stored.get(number) ?? new Set();
  const { raws, missing } = await read(
    happened.filter((one) => !known.has(one.id)),
    ask,
    signal,
  );
  let count = 0;
  // A crash in between begins again at the old place: what is stored by then is recognised.
  for (let index = 0; index < raws.length; index += BATCH)
    count += await host.acceptAll(raws.slice(index, index + BATCH), { key, value: toJson(place) });
  const upTo = missing.length === 0 ? now : new Date(Math.min(now.getTime(), ...missing.map(({ at }) => at.getTime())));
  await host.acceptAll([], { key, value: toJson({ ...place, upTo }) });

  const gap = gapBefore(place, now);
  if (gap !== null)
    host.log.warn(
      { from: gap.from.toISOString(), to: gap.to.toISOString() },
      "texts of this time are not read from Twilio's list: look there for them",
    );
  const absent = new Set(missing.map(({ id }) => id));
  stored.set(number, new Set(happened.map(({ id }) => id).filter((id) => !absent.has(id))));
  if (count > 0) host.log.info({ listed: happened.length, stored: count }, "what no webhook had told was read");
  if (missing.length > 0) host.log.warn({ texts: missing.length }, "the media of texts could not be listed");
}

/** Oldest first. */
async function history(
  number: string,
  place: Place,
  now: Date,
  { ask, trouble }: Pick<ReconcileParts, "ask" | "trouble">,
  signal: AbortSignal,
): Promise<Happened[]> {
  const all: Happened[] = [];
  for (const what of ["text", "news"] as const) {
    const since = sinceWhen(place, what, now);
    const whose = what === "text" ? { to: number } : { from: number };
    const messages = await trouble.watchList(listMessages(whose, since, ask, signal));
    // Newest first, and of the same second too. A server may filter by the day alone, as Twilio documents it.
    for (const message of messages.toReversed()) {
      const one = toHappened(message);
      if (one?.what === what && one.at.getTime() >= since.getTime() - 1000) all.push(one);
    }
  }
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** `missing`: texts whose media cannot be listed now. They are read again the next time, and hold up nobody meanwhile. */
async function read(
  happened: readonly Happened[],
  ask: AskTwilio,
  signal: AbortSignal,
): Promise<{ readonly raws: RawInbound[]; readonly missing: Happened[] }> {
  const raws: RawInbound[] = [];
  const missing: Happened[] = [];
  for (const one of happened) {
    const raw = await withMedia(one, ask, signal);
    if (raw === null) missing.push(one);
    else raws.push(raw);
  }
  return { raws, missing };
}

async function withMedia(one: Happened, ask: AskTwilio, signal: AbortSignal): Promise<RawInbound | null> {
  if (one.what === "news" || !(Number(one.message["num_media"]) > 0)) return listedToRaw(one, []);
  try {
    return listedToRaw(one, await listMedia(one.id, ask, signal));
  } catch (error) {
    if (signal.aborted || !(error instanceof SendError) || isAboutAll(error)) throw error;
    // Deleted at Twilio: the words are worth more than nothing.
    return error.retryable || error.maybeSent ? null : listedToRaw(one, []);
  }
}

/** The next one would fare the same. */
const isAboutAll = ({ concerns }: SendError): boolean => concerns === "account" || concerns === "provider";
