import type { HandoffNote, OpenedTicket, TicketRequest } from "../conversation/model.ts";
import type { Unanswered } from "./unanswered.ts";

/** What tools may do to the conversation they run for. Who that is comes from the server, never from the model. */
export interface Effects {
  openTicket(request: TicketRequest): Promise<OpenedTicket>;
  /** Ends the turn. `unanswered`: what no article answered, for whoever writes them. */
  handOff(note: HandoffNote, unanswered?: Unanswered | null): Promise<void>;
  /** Whether the matter is settled by the customer's own words; then the conversation closes with the turn's answer. */
  settle(): Promise<Settled>;
  /** Sends a one-time code to an address on file: the named one (lowercased), or the contact's own. */
  sendCode(email: string | null): Promise<CodeRequest>;
  /** Whom the conversation is with. */
  readonly contactId: string;
  /** The same whenever this very call is run again: for another system that is to do a thing once. */
  readonly callKey: string;
}

export type Settled =
  | "settled"
  /** Nothing has been answered yet that could have settled it. */
  | "nothing_answered"
  /** The customer's newest words do not say that it is. */
  | "not_confirmed";

export type CodeRequest =
  /** Whether one was sent is not said: that would tell who is a customer. */
  "asked" | "verified_already" | "no_address_named" | "not_said_by_customer" | "too_many" | "unavailable";

/** What a call with effects must pass, inside the fence, before it runs. */
export interface Gate {
  /** The customer's identity is proven now, and his are the words that are being answered. */
  isVerified(): Promise<boolean>;
  /** Whether the customer has said yes to this very thing. Not yet: it is written down, to be asked for. */
  consent(question: Question): Promise<Consent>;
}

/** Something that cannot be undone. */
export interface Question {
  readonly tool: string;
  /** Of the parameters: another value is another question. */
  readonly inputHash: string;
  /** What would be done, in the tool's own words. */
  readonly asks: string;
  /** What the question to the customer must name, for his yes to be one to it. */
  readonly names: readonly string[];
}

export type Consent =
  /** An explicit yes, used up by this. */
  | "given"
  /** The customer must be asked now. */
  | "to_be_asked"
  /** What was asked did not name it all, so the yes was to something else. */
  | "not_named"
  /** Another question of this turn waits for its own yes. */
  | "one_at_a_time";
