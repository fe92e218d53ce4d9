import type { ChannelHost } from "../../src/contract/index.ts";

/** `ChannelHost.alone` among hosts that share it: whoever comes first goes in, the others wait in line. */
export function createTurnstile(): ChannelHost["alone"] {
  const lines = new Map<string, Promise<unknown>>();
  return async (name, work, signal) => {
    const before = lines.get(name) ?? Promise.resolve();
    const left = Promise.withResolvers<void>();
    lines.set(
      name,
      before.then(() => left.promise),
    );
    try {
      await Promise.race([before, aborted(signal)]);
      if (!signal.aborted) await work(signal);
    } finally {
      left.resolve();
    }
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
