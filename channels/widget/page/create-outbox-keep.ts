import type { Outgoing } from "./chat-state.ts";
import type { Keep } from "./create-keep.ts";

/** What was written and not sent yet, kept over a reload. Each tab keeps its own, and sends it. */
export interface OutboxKeep {
  /** In place of what this tab has kept before. What has files is left out: their bytes do not outlive the page. */
  save(outbox: readonly Outgoing[]): void;
  /** Takes over what tabs have left that are gone. Two that take over the same send it twice, which is one message. */
  adopt(): Promise<Outgoing[]>;
  /** Forgets it for all tabs. */
  clear(): void;
}

/** The browser's locks, which it lets go of with the tab that holds them. */
export interface TabLocks {
  request(name: string, hold: () => Promise<never>): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

const PREFIX = "outbox.";

/** `locks` tell which tabs live; undefined: the browser has none, and none of the others is taken to live. */
export function createOutboxKeep(keep: Keep, tab: string, locks: TabLocks | undefined): OutboxKeep {
  const own = PREFIX + tab;
  // Held as long as the page lives.
  locks?.request(lockOf(own), () => new Promise<never>(() => {})).catch(() => {});
  return {
    save(outbox) {
      const kept = outbox.filter(({ files }) => files.length === 0);
      if (kept.length > 0) keep.set(own, JSON.stringify(kept));
      else keep.remove(own);
    },
    async adopt() {
      const others = keep.names().filter((name) => name.startsWith(PREFIX) && name !== own);
      if (others.length === 0) return [];
      const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
      return others
        .filter((name) => !held.has(lockOf(name)))
        .flatMap((name) => {
          const left = parse(keep.get(name));
          keep.remove(name);
          return left;
        });
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
