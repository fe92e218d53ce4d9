import type { Category, HandoffTrigger, Priority, Severity } from "../../conversation/model.ts";

/** What the guard looks at before the model is asked. */
export interface Said {
  /** What the customer wrote and nobody has answered, since a human last had the conversation. */
  readonly now: readonly string[];
  /** What the customer wrote before that in this engagement, since a human last had the conversation. */
  readonly before: readonly string[];
  /** How many messages the customer has written in this engagement. */
  readonly customerMessages: number;
  /** How many of them a human has seen, who gave the conversation back; those that lie too far back included. */
  readonly handledMessages: number;
}

/** What must be done whatever the model would say. */
export interface Verdict {
  /** For the conversation, such as `legal_threat`. */
  readonly flags: readonly string[];
  /** Null: the assistant may go on. */
  readonly escalation: Escalation | null;
}

export interface Escalation {
  /** The rule of the policy, such as `money`. */
  readonly rule: string;
  /** Why, for operators. */
  readonly reason: string;
  readonly priority: Priority;
  /** `customer` when the customer asked for a human, else `rule`. */
  readonly trigger: Extract<HandoffTrigger, "rule" | "customer">;
  readonly category: Category | null;
  readonly severity: Severity | null;
  /** Whether our team has to follow it up. */
  readonly opensTicket: boolean;
}

/** What an answer may rely on. */
export interface Evidence {
  /** Passages, results of tools, the context that the system gave, what colleagues wrote: whatever stands there may be said. */
  readonly sources: readonly string[];
  /** What the customer wrote: figures in it may be repeated. It is no ground for a promise or a link. */
  readonly customer: readonly string[];
  /** Tools of this conversation that did what they were called for, such as `create_support_ticket`. */
  readonly succeeded: ReadonlySet<string>;
  /** Tools that there are: what may be offered. */
  readonly tools: readonly string[];
  /** The instructions of the model, which nobody else reads. */
  readonly instructions: string;
}

/** Where an answer may send the customer. */
export interface Destinations {
  /** Lowercased, with their ports. */
  readonly hosts: readonly string[];
  /** Mail addresses of our own, lowercased. */
  readonly addresses: readonly string[];
}

/** Something in an answer that nothing confirms, or that may never be said. */
export interface Finding {
  readonly kind:
    | "amount"
    | "percentage"
    | "duration"
    | "date"
    | "link"
    | "email"
    | "phone"
    | "ticket"
    | "claim"
    | "promise"
    | "secret";
  /** As the answer has it. */
  readonly text: string;
}

/** The rules that hold whatever the model says, as the policy has them now. Pure. */
export interface Guard {
  before(said: Said): Verdict;
  /** Of a whole answer, or of its beginning up to the end of a sentence. Empty: it may be said. */
  after(draft: string, evidence: Evidence): readonly Finding[];
}
