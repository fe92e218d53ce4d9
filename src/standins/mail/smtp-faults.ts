/** A reply such as `{ code: 550, text: "5.1.1 no such user" }`. */
export interface Refusal {
  readonly kind: "refuse";
  readonly code: number;
  readonly text: string;
}

/** What goes wrong, and where. `answer`: the mail was read to its end and waits to be answered. */
export type SmtpFault =
  | (Refusal & { readonly at: "greeting" })
  | (Refusal & { readonly at: "sender" })
  /** `to`: only for this recipient. */
  | (Refusal & { readonly at: "recipient"; readonly to?: string })
  | (Refusal & { readonly at: "answer" })
  /** The connection is cut. `taken`: the mail goes out all the same. */
  | { readonly kind: "drop"; readonly at: "greeting" }
  | { readonly kind: "drop"; readonly at: "recipient" }
  | { readonly kind: "drop"; readonly at: "content" }
  | { readonly kind: "drop"; readonly at: "answer"; readonly taken: boolean }
  /** Never answers. */
  | { readonly kind: "silence"; readonly at: "answer"; readonly taken: boolean }
  /** Waits at the gate until it is opened, and then takes the mail. */
  | { readonly kind: "held"; readonly at: "answer"; readonly gate: Gate };

export interface Gate {
  arrive(): void;
  readonly open: Promise<void>;
}

/** A mail that waits to be answered. `arrived` resolves when it is there, `release` lets it go on. */
export interface Held {
  readonly arrived: Promise<void>;
  release(): void;
}

export function createHold(): { readonly held: Held; readonly gate: Gate } {
  const arrival = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  return {
    held: { arrived: arrival.promise, release: opening.resolve },
    gate: { arrive: arrival.resolve, open: opening.promise },
  };
}

/** Faults wait here for their place in the conversation, in the order in which they were asked for. */
export interface SmtpConduct {
  refusesLogins: boolean;
  add(fault: SmtpFault): void;
  /** `recipient`: who is being named; a fault that is for another one stays. */
  take<At extends SmtpFault["at"]>(at: At, recipient?: string): Extract<SmtpFault, { at: At }> | null;
}

export function createSmtpConduct(): SmtpConduct {
  const waiting: SmtpFault[] = [];
  return {
    refusesLogins: false,
    add(fault) {
      waiting.push(fault);
    },
    take<At extends SmtpFault["at"]>(at: At, recipient?: string) {
      const isIt = (fault: SmtpFault): fault is Extract<SmtpFault, { at: At }> =>
        fault.at === at && !("to" in fault && fault.to !== recipient);
      const found = waiting.find(isIt);
      if (found === undefined) return null;
      waiting.splice(waiting.indexOf(found), 1);
      return found;
    },
  };
}
