/** A reply that waits for the test, for takeovers and shutdowns in the middle of an answer. */
export interface Hold {
  /** `start`: before the headers. `text`: after the first half of the text. `end`: before `message_stop`. */
  readonly at: "start" | "text" | "end";
  /** Resolves when the stand-in has got there and waits. */
  readonly reached: Promise<void>;
  /** Lets the reply go on. May be called before it is reached. */
  release(): void;
  /** For the stand-in: says that it is there, and resolves on `release`. */
  wait(): Promise<void>;
}

/** A hold for a script entry: `script([{ reply, hold: held }])`, then `await held.reached` and `held.release()`. */
export function createHold(at: Hold["at"] = "text"): Hold {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    at,
    reached: reached.promise,
    release: () => released.resolve(),
    wait() {
      reached.resolve();
      return released.promise;
    },
  };
}
