import { useLayoutEffect, useReducer } from "preact/hooks";
import type { Store } from "../store.ts";

/** The state of a store, drawn again whenever it changes. */
export function useStore<S, A>(store: Store<S, A>): S {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => redraw(undefined)), [store]);
  return store.get();
}
