import type { Logger } from "pino";
import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { Meter } from "../meter.ts";
import { expireHeld } from "./expire-held.ts";
import type { Hold, Holds, Refusal } from "./hold-channel.ts";
import type { HandOff } from "./undelivered.ts";

export interface HoldDeps {
  readonly database: Database;
  readonly holds: Holds;
  readonly log: Logger;
  readonly meter: Meter;
  readonly handOff: HandOff;
}

interface Tried {
  readonly channel: ChannelName;
  readonly id: string;
  readonly beganAt: number;
}

/** In the channel's memory: why it is held, for the desk of whichever process. Expires by itself when that one is dead. */
export const HELD_KEY = "outbox.held";
/** Longer than it is between two probes. */
const SHOWN_MS = 60_000;
/** A hold that is younger may be over in a moment: nothing is given up that long waits for a start of ours. */
const YOUNG_MS = 60_000;

/** Holds all that waits for a channel, after a refusal that is about all of it. */
export async function holdAll(tried: Tried, refusal: Refusal, deps: HoldDeps): Promise<void> {
  const hold = deps.holds.refused(tried, refusal);
  if (!hold) return;
  const { channel } = tried;
  if (hold.failures === 1) {
    deps.log.warn({ channel, code: hold.code, concerns: hold.concern }, "channel held");
    deps.meter.channelHeld(channel, true);
  }
  await carefully(deps, async () => {
    if (hold.concern !== "rate") await show(channel, hold, deps.database);
    if (performance.now() - hold.since >= YOUNG_MS) await expireHeld(channel, hold, deps);
  });
}

/** Lets all go that waits, if it was held: the provider speaks with us again. */
export async function letAllGo(tried: Tried, deps: HoldDeps): Promise<void> {
  const hold = deps.holds.passed(tried);
  if (!hold) return;
  const { channel } = tried;
  const ms = Math.round(performance.now() - hold.since);
  deps.log.info({ channel, code: hold.code, ms }, "channel goes on");
  deps.meter.channelHeld(channel, false);
  await carefully(deps, () => deps.database.outside.channelMemory.deleteMany({ where: { channel, key: HELD_KEY } }));
}

async function show(channel: ChannelName, { code, why }: Hold, { outside }: Database): Promise<void> {
  const kept = { value: { code, why }, expiresAt: new Date(Date.now() + SHOWN_MS) };
  const where = { channel_key: { channel, key: HELD_KEY } };
  await outside.channelMemory.upsert({ where, create: { channel, key: HELD_KEY, ...kept }, update: kept });
}

/** What becomes of the row must be written down whatever happens here. */
async function carefully({ log }: HoldDeps, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error }, "could not keep the books of a held channel");
  }
}
