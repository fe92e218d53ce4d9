import type { MessageClass } from "../../src/contract/index.ts";

export type OptClass = Extract<MessageClass, "opt_out" | "opt_in" | "help">;

/**
 * The words Twilio itself obeys, on long codes and toll-free numbers. It has blocked or unblocked us, and told the
 * customer, before we hear of it. https://help.twilio.com/articles/223134027; REVOKE and OPTOUT since 14 May 2025, and no
 * word with a space, nor any other: https://www.twilio.com/en-us/blog/update-to-fcc-s-sms-opt-out-keywords
 */
const WORDS: Readonly<Record<OptClass, readonly string[]>> = {
  opt_out: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"],
  opt_in: ["start", "yes", "unstop"],
  help: ["help", "info"],
};

const TYPES: Readonly<Record<string, OptClass>> = { STOP: "opt_out", START: "opt_in", HELP: "help" };

/**
 * The network behind toll-free numbers keeps a list of its own, which only two words undo: after YES it blocks us still.
 * https://help.twilio.com/articles/360058144374
 */
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/;
const TOLL_FREE_OPT_IN: readonly string[] = ["start", "unstop"];

/**
 * What a text to one of our numbers says about consent, or null when it is an ordinary one. Only a text that is the word
 * and nothing else counts, as it does for Twilio: "STOP please" and "Stop." are for somebody to read, and nothing is
 * blocked. `optOutType` is Twilio's own verdict and wins, because the words of a Messaging Service may be others and in
 * other languages. `ourNumber`: E.164.
 */
export function optWord(body: string, optOutType: string | null, ourNumber: string): OptClass | null {
  const verdict = optOutType === null ? undefined : TYPES[optOutType.toUpperCase()];
  if (verdict !== undefined) return verdict;

  const word = body.trim().toLowerCase();
  if (WORDS.opt_out.includes(word)) return "opt_out";
  if ((TOLL_FREE.test(ourNumber) ? TOLL_FREE_OPT_IN : WORDS.opt_in).includes(word)) return "opt_in";
  return WORDS.help.includes(word) ? "help" : null;
}
