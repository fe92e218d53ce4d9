import { disputeIn } from "./disputes.ts";
import { isFurious } from "./frustration.ts";
import { uselessAnswers } from "./no-help.ts";
import type { Reading } from "./read-request.ts";
import { reportsIncident, threatensLegally } from "./risks.ts";
import { smallTalkIn } from "./small-talk.ts";
import { wantsHuman } from "./wants-human.ts";
import { normalise } from "./words.ts";

export interface EscalationNeed {
  readonly reason: string;
  readonly priority: "normal" | "urgent";
}

/** Disputes over more than this go to a human, US dollars or whatever currency was named. */
const MAX_DISPUTED = 200;
/** So often may the customer say that it did not help. */
const MAX_USELESS_ANSWERS = 1;

/** Why a human is needed now; null when none is. */
export function escalationNeedIn(reading: Reading): EscalationNeed | null {
  const { asked } = reading;
  if (asked.some(reportsIncident)) return { reason: because("a security incident", asked), priority: "urgent" };
  if (asked.some(threatensLegally)) return { reason: because("a legal threat", asked), priority: "urgent" };
  if (asked.some(wantsHuman)) return { reason: because("the customer asks for a person", asked), priority: "normal" };

  const total = disputeIn(asked)?.total ?? disputedWithEarlier(reading);
  if (total !== null && total > MAX_DISPUTED) {
    return { reason: because(`a billing dispute over more than $${MAX_DISPUTED}`, asked), priority: "normal" };
  }
  if (acceptsOffer(reading)) return { reason: because("the customer accepted a colleague", asked), priority: "normal" };
  if (asked.some(isFurious)) return { reason: because("the customer is very upset", asked), priority: "normal" };
  if (uselessAnswers(reading) > MAX_USELESS_ANSWERS) {
    return { reason: because("our answers did not help, says the customer", asked), priority: "normal" };
  }
  return null;
}

/** The dispute may have been told before and the sum only now: "I was charged twice." "How much?" "$250 each." */
function disputedWithEarlier({ before, asked }: Reading): number | null {
  return disputeIn(before) === null ? null : (disputeIn([...before, asked.join(" ")])?.total ?? sumOf(before, asked));
}

function sumOf(before: readonly string[], asked: readonly string[]): number | null {
  return disputeIn([`${before.at(-1) ?? ""} ${asked.join(" ")}`])?.total ?? null;
}

function acceptsOffer({ said, asked }: Reading): boolean {
  const offered = /\b(?:colleague|person|human|kollegen|companero|collegue)\b[^.!?]*\?/.test(
    normalise(said.at(-1) ?? ""),
  );
  return offered && asked.some((message) => smallTalkIn(message) === "yes");
}

function because(what: string, asked: readonly string[]): string {
  const words = asked.join(" ").replace(/\s+/g, " ").trim();
  const quote = words.length > 200 ? `${words.slice(0, 199)}…` : words;
  return `${what[0]?.toUpperCase()}${what.slice(1)}. They wrote: "${quote}"`;
}
