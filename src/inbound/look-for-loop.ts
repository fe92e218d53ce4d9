import type { InboundMessage } from "../contract/index.ts";
import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";
import { type HandoffLines, handOff, handOffSilently } from "../handoff/hand-off.ts";
import type { Channels } from "../outbound/say.ts";
import type { RawHead } from "./lanes.ts";
import { loopStop, MOST_ANSWERS, MOST_TEXTS, type Stop } from "./loop-guard.ts";
import { readUttered } from "./read-uttered.ts";

/** The assistant stops answering. */
export interface Halt {
  readonly stop: Stop;
  /** For operators. */
  readonly words: string;
  /** An operator has seen that it is one and has closed: nobody is called again for it. */
  readonly isKnown: boolean;
}

/** Marks a conversation in which a machine seems to be at the other end, for operators. */
const LOOP = "loop";

const WORDS: Readonly<Record<Stop, string>> = {
  repeats: "They write the same again and again, whatever is answered: perhaps a machine.",
  ping_pong: "Few texts in turn, each at once after our answer: perhaps a machine.",
  flood: `More than ${MOST_TEXTS} messages within an hour: perhaps a machine.`,
  many_answers: `The assistant has given ${MOST_ANSWERS} answers within an hour and has not settled it.`,
};

/**
 * Whether what has just come belongs to a loop, on a channel where machines do not say that they are. Only the assistant
 * answers by itself, so only its conversations are looked at, and closed ones, which would become its own.
 */
export async function lookForLoop(
  tx: Tx,
  held: Held,
  message: InboundMessage,
  { receivedAt }: RawHead,
  channels: Channels,
): Promise<Halt | null> {
  if (!channels.get(held.channel)?.capabilities.hidesMachines || message.class !== "human") return null;
  if (held.owner !== "assistant" && held.owner !== "closed") return null;
  const { text, attachments } = message;
  const uttered = await readUttered(tx, held, { text, at: message.at ?? receivedAt });
  // Two photographs may come with the same few words, or with none.
  const stop = loopStop(uttered, attachments.length > 0 ? 0 : text.trim().length);
  if (stop === null) return null;
  return { stop, words: WORDS[stop], isKnown: held.owner === "closed" && held.flags.includes(LOOP) };
}

/** Gives it to a human, once: it may be a person after all. A machine is told nothing, for it would answer that too. */
export async function halt(
  tx: Tx,
  held: Held,
  { stop, words }: Halt,
  at: Date,
  deps: { readonly channels: Channels; readonly lines: HandoffLines },
): Promise<void> {
  const note = {
    reason: `${words} The assistant does not answer any more.`,
    priority: "normal",
    trigger: "rule",
    summary: "Unanswered: the customer's last message. Giving the conversation back lets the assistant answer again.",
    turnId: null,
    at,
  } as const;
  if (stop === "many_answers") {
    await handOff(tx, held, note, deps);
    return;
  }
  held.flags = [...held.flags.filter((flag) => flag !== LOOP), LOOP];
  await handOffSilently(tx, held, note);
}
