import type { Logger } from "pino";
import type { Database } from "../database/database.ts";
import type { Meter } from "../meter.ts";
import { expireHeld } from "./expire-held.ts";
import type { Attempt, Hold, Holds, Refusal, Refused } from "./hold-channel.ts";
import type { HandOff } from "./undelivered.ts";

export interface HoldDeps {
  readonly database: Database;
  readonly holds: Holds;
  readonly log: Logger;
  readonly meter: Meter;
  readonly handOff: HandOff;
}

/**
 * In the channel's memory: why it is held, for the desk of whichever process; of one of our addresses with that behind it.
 * Expires by itself when that process is dead.
 */
export const HELD_KEY = "outbox.held";
/** So long after the next probe. */
const SHOWN_MS = 60_000;
/** A hold that is younger may be over in a moment: nothing is given up that long waits for a start of ours. */
const YOUNG_MS = 60_000;

/** Holds what waits with it, after a refusal that is about more than the one row; not when others pass where it is refused. */
export async function holdOthers(tried: Attempt, refusal: Refusal, deps: HoldDeps): Promise<Refused> {
  const refused = deps.holds.refused(tried, refusal);
  if (refused.kind === "own") return refused;
  for (const hold of refused.ended) await goOn(hold, deps);
  const hold = refused.news;
  if (!hold) return refused;
  const { channel, sender, code, concern } = hold;
  if (hold.failures === 1) {
    deps.log.warn({ channel, code, concerns: concern }, sender === null ? "channel held" : "one of our senders held");
    if (sender === null) deps.meter.channelHeld(channel, true);
  }
  await carefully(deps, async () => {
    const isOld = performance.now() - hold.since >= YOUNG_MS;
    if (concern === "account" || concern === "provider" || isOld) await show(hold, deps.database);
    if (isOld) await expireHeld(hold, deps);
  });
  return refused;
}

/** Lets go what waits, if it was held: the provider takes what we send again. */
export async function letOthersGo(tried: Attempt, deps: HoldDeps): Promise<void> {
  for (const hold of deps.holds.passed(tried)) await goOn(hold, deps);
}

async function goOn({ channel, sender, code, since }: Hold, deps: HoldDeps): Promise<void> {
  const ms = Math.round(performance.now() - since);
  deps.log.info({ channel, code, ms }, sender === null ? "channel goes on" : "one of our senders goes on");
  if (sender === null) deps.meter.channelHeld(channel, false);
  const where = { channel, key: keyOf(sender) };
  await carefully(deps, () => deps.database.outside.channelMemory.deleteMany({ where }));
}

async function show({ channel, sender, code, why, until }: Hold, { outside }: Database): Promise<void> {
  const value = { code, why: sender === null ? why : `Nothing leaves by ${sender}. ${why}` };
  const kept = { value, expiresAt: new Date(Date.now() + Math.max(0, until - performance.now()) + SHOWN_MS) };
  const key = keyOf(sender);
  await outside.channelMemory.upsert({
    where: { channel_key: { channel, key } },
    create: { channel, key, ...kept },
    update: kept,
  });
}

const keyOf = (sender: string | null): string => (sender === null ? HELD_KEY : `${HELD_KEY}.${sender}`);

/** What becomes of the row must be written down whatever happens here. */
async function carefully({ log }: HoldDeps, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error }, "could not keep the books of a held channel");
  }
}
