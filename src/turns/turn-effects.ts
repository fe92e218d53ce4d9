import type { Effects, Gate } from "../agent/effects.ts";
import type { ToolUse } from "../agent/turn.ts";
import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";
import { openTicket } from "../tickets/open-ticket.ts";
import { type CodeDeps, sendCode } from "../verification/send-code.ts";
import { askConsent } from "./ask-consent.ts";
import { isSettled } from "./is-settled.ts";
import { isVerified } from "./is-verified.ts";

/** What a call runs in: the turn, and up to where it has read what the customer wrote. */
export interface Acting {
  readonly turnId: string;
  readonly upTo: number;
  readonly use: ToolUse;
}

/** What a tool may do to its conversation, in the fenced transaction that holds it. */
export function createEffects(
  tx: Tx,
  held: Held,
  { turnId, upTo, use }: Acting,
  deps: { readonly codes: CodeDeps },
): Omit<Effects, "handOff"> {
  return {
    contactId: held.contactId,
    callKey: `${turnId}:${use.id}`,
    openTicket: (request) => openTicket(tx, held, request, new Date()),
    settle: () => isSettled(tx, held, upTo),
    sendCode: (email) => sendCode(tx, held, { email, upTo, at: new Date() }, deps.codes),
  };
}

/** What it must pass before. */
export function createGate(tx: Tx, held: Held, { turnId, upTo }: Acting): Gate {
  return {
    isVerified: () => isVerified(tx, held),
    consent: (question) => askConsent(tx, held, question, { id: turnId, upTo, at: new Date() }),
  };
}
