import type { Outgoing } from "./chat-state.ts";
import type { Keep } from "./create-keep.ts";

/** What was written and not sent yet, kept over a reload. Each tab keeps its own, and sends it. */
export interface OutboxKeep {
  /** In place of what this tab has kept before. What has files is left out: their bytes do not outlive the page. */
  save(outbox: readonly Outgoing[]): void;
  /** Takes over what other tabs keep now, of each as soon as it is gone. */
  adopt(): void;
  /** Forgets it for all tabs. */
  clear(): void;
}

/** The browser's locks: one after the other, and let go of with the tab that holds them. */
export interface TabLocks {
  request(name: string, hold: () => Promise<void>): Promise<void>;
}

const PREFIX = "outbox.";

/** Which tab it is. */
export interface Tab {
  readonly id: string;
  /** What it was before it was loaded again; null: it is new. */
  readonly before: string | null;
}

/** For this long what a tab has left is its own, if it comes back, ms. */
const RETURN_MS = 2_000;

/**
 * `adopted` gets what was taken over. Without `locks` a tab cannot tell whether another one lives: then it takes over what
 * is there, and both send it, which is one message.
 */
export function createOutboxKeep(
  keep: Keep,
  tab: Tab,
  locks: TabLocks | undefined,
  adopted: (left: readonly Outgoing[]) => void,
): OutboxKeep {
  const own = PREFIX + tab.id;
  const awaited = new Set<string>();
  // Held as long as the page lives.
  locks?.request(lockOf(own), () => new Promise(() => {})).catch(() => {});

  const take = (name: string): void => {
    awaited.delete(name);
    const left = parse(keep.get(name));
    keep.remove(name);
    if (left.length > 0) adopted(left);
  };
  const takeLater = async (name: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, RETURN_MS));
    take(name);
  };
  if (tab.before !== null) take(PREFIX + tab.before);
  return {
    save(outbox) {
      const kept = outbox.filter(({ files }) => files.length === 0);
      if (kept.length > 0) keep.set(own, JSON.stringify(kept));
      else keep.remove(own);
    },
    adopt() {
      const others = keep.names().filter((name) => name.startsWith(PREFIX) && name !== own && !awaited.has(name));
      for (const name of others) {
        awaited.add(name);
        if (locks) locks.request(lockOf(name), () => takeLater(name)).catch(() => {});
        else take(name);
      }
    },
    clear() {
      for (const name of keep.names()) if (name.startsWith(PREFIX)) keep.remove(name);
    },
  };
}

function lockOf(name: string): string {
  return `switchboard.${name}`;
}

/** Whatever an older version of the page, or somebody's hand, has left there. */
function parse(words: string | null): Outgoing[] {
  try {
    const found: unknown = JSON.parse(words ?? "[]");
    return Array.isArray(found) ? found.filter(isOutgoing).map((left) => ({ ...left, files: [], failure: null })) : [];
  } catch {
    return [];
  }
}

function isOutgoing(found: unknown): found is Outgoing {
  const { clientId, text, at } = (found ?? {}) as Partial<Record<keyof Outgoing, unknown>>;
  return typeof clientId === "string" && typeof text === "string" && typeof at === "string";
}
