/** What can go wrong with the content of a medium. */
export type MediaFault =
  /** Twilio answers with this status: 404 when the medium lags its webhook, 5xx, 401, 410. */
  | { readonly kind: "status"; readonly status: number }
  /** Twilio sends whoever asks to this address in place of its store. */
  | { readonly kind: "redirect"; readonly to: string }
  /** The connection is cut in the middle of the content. */
  | { readonly kind: "cut" }
  /** The content comes a byte at a time, with this much time in between. */
  | { readonly kind: "drip"; readonly everyMs: number }
  /** The content never ends, and no length is given. */
  | { readonly kind: "endless" }
  /** The content is said to be this long, bytes. */
  | { readonly kind: "length"; readonly bytes: number }
  /** Takes the request and waits until it is let go on. */
  | { readonly kind: "held"; readonly arrive: () => void; readonly open: Promise<void> };

/** Who does it: the REST API, or the store that it redirects to. */
export type MediaStage = "api" | "store";

const STAGES: Readonly<Record<MediaFault["kind"], MediaStage>> = {
  status: "api",
  redirect: "api",
  cut: "store",
  drip: "store",
  endless: "store",
  length: "store",
  held: "store",
};

/** Faults wait here for their turn, in the order they were asked for. */
export interface MediaFaults {
  add(fault: MediaFault, times: number): void;
  take(stage: MediaStage): MediaFault | null;
  clear(): void;
}

export function createMediaFaults(): MediaFaults {
  let waiting: { readonly fault: MediaFault; left: number }[] = [];
  return {
    add(fault, times) {
      waiting.push({ fault, left: times });
    },
    take(stage) {
      const next = waiting.find(({ fault }) => STAGES[fault.kind] === stage);
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
