export interface Store<S, A> {
  get(): S;
  dispatch(action: A): void;
  /** Calls `look` after every change, until the function that it returns is called. */
  subscribe(look: () => void): () => void;
}

/** Holds a state that only `reduce` changes. Whoever waits for an answer finds the state of that moment in it. */
export function createStore<S, A>(reduce: (state: S, action: A) => S, initial: S): Store<S, A> {
  let state = initial;
  const lookers = new Set<() => void>();
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const look of lookers) look();
    },
    subscribe(look) {
      lookers.add(look);
      return () => lookers.delete(look);
    },
  };
}
