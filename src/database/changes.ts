/** What was changed, by the names that rooms give it, such as a conversation's id. */
export type Subject = string;

export interface Changes {
  /** Called after each COMMIT that changed something, with what. Returns how to leave off. Must not throw. */
  listen(listener: (subjects: readonly Subject[]) => void): () => void;
  /** Tells of a change that a statement outside of a transaction has made. */
  announce(subject: Subject): void;
}

/** Only hints, and only within this process: whoever hears one looks into the tables. */
export function createChanges(): Changes & { tell(subjects: ReadonlySet<Subject>): void } {
  const listeners = new Set<(subjects: readonly Subject[]) => void>();
  const tell = (subjects: ReadonlySet<Subject>): void => {
    if (subjects.size === 0) return;
    for (const listener of listeners) listener([...subjects]);
  };
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    announce: (subject) => tell(new Set([subject])),
    tell,
  };
}

/** What the running transactions have changed so far, by their clients. */
const touched = new WeakMap<object, Set<Subject>>();

/** Notes that a transaction changes something: told when it has been committed, forgotten when it is rolled back. */
export function touch(tx: object, subject: Subject): void {
  touched.get(tx)?.add(subject);
}

/** Begins to note for a transaction. */
export function noteTouched(tx: object): ReadonlySet<Subject> {
  const subjects = new Set<Subject>();
  touched.set(tx, subjects);
  return subjects;
}
