import { Socket } from "node:net";
import { vi } from "vitest";

/**
 * Runs `act` in a world without clock, chance and network: whoever asks for one of them gets an error. Dates that are
 * made from something given are allowed.
 */
export function withoutWorld<T>(act: () => T): T {
  const refuse = (): never => {
    throw new Error("A clock, chance or the network was used where everything must come from the payload");
  };
  class DateWithoutClock extends Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) refuse();
      super(...(given as [number]));
    }
    static override now = refuse;
  }
  vi.stubGlobal("Date", DateWithoutClock);
  vi.stubGlobal("fetch", refuse);
  const spies = [
    vi.spyOn(Math, "random").mockImplementation(refuse),
    vi.spyOn(performance, "now").mockImplementation(refuse),
    vi.spyOn(crypto, "randomUUID").mockImplementation(refuse),
    vi.spyOn(crypto, "getRandomValues").mockImplementation(refuse),
    vi.spyOn(Socket.prototype, "connect").mockImplementation(refuse),
  ];
  try {
    return act();
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllGlobals();
  }
}
