/** Words by name that outlive the page, where the browser allows it; else they live as long as the page. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, words: string): void;
  remove(name: string): void;
  names(): string[];
}

/** A storage of the browser's, whose own keys are the names in it. */
export interface WordStorage {
  getItem(name: string): string | null;
  setItem(name: string, words: string): void;
  removeItem(name: string): void;
}

/** All our names begin so, in a storage that is the server's whole origin's. */
const PREFIX = "switchboard.";

/** `storage` null: there is none. A storage that throws, as a full or a forbidden one does, counts as none. */
export function createKeep(storage: WordStorage | null): Keep {
  const here = new Map<string, string>();
  const attempt = <T>(work: (storage: WordStorage) => T, otherwise: T): T => {
    if (storage === null) return otherwise;
    try {
      return work(storage);
    } catch {
      return otherwise;
    }
  };
  return {
    get: (name) => here.get(name) ?? attempt((storage) => storage.getItem(PREFIX + name), null),
    set(name, words) {
      const isStored = attempt((storage) => {
        storage.setItem(PREFIX + name, words);
        return true;
      }, false);
      if (isStored) here.delete(name);
      else here.set(name, words);
    },
    remove(name) {
      here.delete(name);
      attempt((storage) => storage.removeItem(PREFIX + name), undefined);
    },
    names() {
      const stored = attempt((storage) => Object.keys(storage), []).filter((name) => name.startsWith(PREFIX));
      return [...new Set([...stored.map((name) => name.slice(PREFIX.length)), ...here.keys()])];
    },
  };
}

/** The name of what was changed by another tab, as the event has it; null: not ours, or all at once. */
export function keptName({ key }: { readonly key: string | null }): string | null {
  return key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;
}
