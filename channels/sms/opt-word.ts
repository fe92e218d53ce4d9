import type { MessageClass } from "../../src/contract/index.ts";

export type OptClass = Extract<MessageClass, "opt_out" | "opt_in" | "help">;

/**
 * The words Twilio itself obeys on long codes. It has blocked or unblocked us, and told the customer, before we hear of
 * it. https://help.twilio.com/articles/223134027
 */
const WORDS: Readonly<Record<OptClass, readonly string[]>> = {
  opt_out: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"],
  opt_in: ["start", "yes", "unstop"],
  help: ["help", "info"],
};

const TYPES: Readonly<Record<string, OptClass>> = { STOP: "opt_out", START: "opt_in", HELP: "help" };

/**
 * What a text says about consent, or null when it is an ordinary one. Only a text that is the word and nothing else
 * counts: "STOP please" is for a person to read. `optOutType` is Twilio's own verdict and wins, because the words of a
 * Messaging Service may be others and in other languages.
 */
export function optWord(body: string, optOutType: string | null): OptClass | null {
  const verdict = optOutType === null ? undefined : TYPES[optOutType.toUpperCase()];
  if (verdict !== undefined) return verdict;

  const word = body.trim().toLowerCase();
  if (WORDS.opt_out.includes(word)) return "opt_out";
  if (WORDS.opt_in.includes(word)) return "opt_in";
  return WORDS.help.includes(word) ? "help" : null;
}
