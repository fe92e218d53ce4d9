import type { Changes, Subject } from "../database/changes.ts";

/** Hears that something was changed, in this process or in another. */
export interface Hints {
  /** `seq`: up to where whoever hears has seen it, for whoever looks for lost hints. Returns how to leave off. */
  on(subject: Subject, hear: () => void, seq: () => number): () => void;
  /** Whatever is changed. */
  onAny(hear: (subjects: readonly Subject[]) => void): () => void;
}

export interface HintExchange extends Hints {
  /** What another process says was changed. */
  receive(subjects: readonly Subject[]): void;
  /** What was changed here, for the other processes: several at a time, a moment later. */
  onOwn(send: (subjects: readonly Subject[]) => void): void;
  /** What somebody waits for here: by subject, the number up to which all who do have seen it. */
  awaited(): Map<Subject, number>;
  stop(): void;
}

/** Long enough for a burst of commits to be one message between processes, too short to be felt. */
const GATHER_MS = 25;

interface Listener {
  hear(): void;
  seq(): number;
}

/** Hints are never the truth: one that is lost costs time until the next, and no more. */
export function createHints(changes: Changes): HintExchange {
  const bySubject = new Map<Subject, Set<Listener>>();
  const anything = new Set<(subjects: readonly Subject[]) => void>();
  const gathered = new Set<Subject>();
  let sending: NodeJS.Timeout | undefined;
  let send: ((subjects: readonly Subject[]) => void) | null = null;

  const tell = (subjects: readonly Subject[]): void => {
    for (const subject of subjects) for (const { hear } of bySubject.get(subject) ?? []) hear();
    for (const hear of anything) hear(subjects);
  };
  const gather = (subjects: readonly Subject[]): void => {
    if (!send) return;
    for (const subject of subjects) gathered.add(subject);
    sending ??= setTimeout(() => {
      sending = undefined;
      send?.([...gathered]);
      gathered.clear();
    }, GATHER_MS);
  };
  const leaveOff = changes.listen((subjects) => {
    tell(subjects);
    gather(subjects);
  });
  return {
    on(subject, hear, seq) {
      const listener = { hear, seq };
      const those = bySubject.get(subject) ?? new Set();
      bySubject.set(subject, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0 && bySubject.get(subject) === those) bySubject.delete(subject);
      };
    },
    onAny(hear) {
      anything.add(hear);
      return () => void anything.delete(hear);
    },
    receive: tell,
    awaited: () => new Map([...bySubject].map(([subject, those]) => [subject, leastOf(those)])),
    onOwn(given) {
      send = given;
    },
    stop() {
      leaveOff();
      clearTimeout(sending);
    },
  };
}

function leastOf(listeners: ReadonlySet<Listener>): number {
  return Math.min(...[...listeners].map(({ seq }) => seq()));
}
