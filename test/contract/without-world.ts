import { AsyncLocalStorage } from "node:async_hooks";
import { Socket } from "node:net";
import { vi } from "vitest";

const inside = new AsyncLocalStorage<true>();

/**
 * Runs `act` to its end in a world without clock, chance and network: whoever asks for one of them gets an error. Dates
 * that are made from something given are allowed. What others do meanwhile is not touched.
 */
export async function withoutWorld<T>(act: () => Promise<T>): Promise<T> {
  class DateWithoutClock extends Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) refuse();
      super(...(given as [number]));
    }
    static override now = guarded(Date.now.bind(Date));
  }
  vi.stubGlobal("Date", DateWithoutClock);
  vi.stubGlobal("fetch", guarded(fetch));
  const restore = [
    forbid(Math, "random"),
    forbid(performance, "now"),
    forbid(crypto, "randomUUID"),
    forbid(crypto, "getRandomValues"),
    forbid(Socket.prototype, "connect"),
  ];
  try {
    return await inside.run(true, act);
  } finally {
    for (const undo of restore) undo();
    vi.unstubAllGlobals();
  }
}

function refuse(): void {
  if (inside.getStore())
    throw new Error("A clock, chance or the network was used where everything must come from the payload");
}

function guarded<Args extends unknown[], Result>(real: (...args: Args) => Result): (...args: Args) => Result {
  return function (this: unknown, ...args) {
    refuse();
    return real.apply(this, args);
  };
}

function forbid<Name extends string>(owner: Record<Name, (...args: never[]) => unknown>, name: Name): () => void {
  const real = owner[name];
  const spy = vi.spyOn(owner as Record<string, (...args: unknown[]) => unknown>, name);
  spy.mockImplementation(guarded(real as (...args: unknown[]) => unknown));
  return () => spy.mockRestore();
}
