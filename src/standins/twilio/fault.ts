/**
 * What can go wrong with a call of the REST API. `created` says whether Twilio has made the message by then: the
 * customer gets it although we may never hear so.
 */
export type Fault =
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds?: number }
  | { readonly kind: "unauthorized" }
  /** One of Twilio's codes, such as 30002; HTTP 400 unless it says otherwise. */
  | { readonly kind: "refused"; readonly code: number; readonly status?: number }
  | { readonly kind: "server_error"; readonly status: 500 | 502 | 503 | 504; readonly created?: boolean }
  /** Takes the request and never answers. */
  | { readonly kind: "silence"; readonly created?: boolean }
  /** Cuts the connection. */
  | { readonly kind: "drop"; readonly created?: boolean }
  /** 201, and a body that is not the message. */
  | { readonly kind: "garbled"; readonly body: string; readonly created?: boolean }
  | { readonly kind: "slow"; readonly ms: number }
  /** Waits at the gate until it is opened. */
  | { readonly kind: "held"; readonly gate: Gate; readonly created?: boolean };

export interface Gate {
  arrive(): void;
  readonly open: Promise<void>;
}

/** A request that waits. `arrived` resolves when it is there, `release` lets it go on. */
export interface Held {
  readonly arrived: Promise<void>;
  release(): void;
}

/**
 * Which calls a fault is for: the ones that create a message, that look one up, that read what came since a date, that
 * list the media of a message, or delete one. There `created` says whether it is deleted by then.
 */
export type Calls = "create" | "read" | "history" | "media_list" | "media_delete";

/** Faults wait here for the calls they are for, in the order they were asked for. */
export interface FaultQueue {
  add(fault: Fault, calls: Calls, times: number): void;
  take(calls: Calls): Fault | null;
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  let waiting: { readonly fault: Fault; readonly calls: Calls; left: number }[] = [];
  return {
    add(fault, calls, times) {
      waiting.push({ fault, calls, left: times });
    },
    take(calls) {
      const next = waiting.find((candidate) => candidate.calls === calls);
      if (next === undefined) return null;
      next.left -= 1;
      if (next.left <= 0) waiting = waiting.filter((candidate) => candidate !== next);
      return next.fault;
    },
    clear() {
      waiting = [];
    },
  };
}

export function createHold(): { readonly held: Held; readonly gate: Gate } {
  const arrival = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  return {
    held: { arrived: arrival.promise, release: opening.resolve },
    gate: { arrive: arrival.resolve, open: opening.promise },
  };
}
