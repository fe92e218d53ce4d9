export type WidgetEvent = "ready" | "open" | "close" | "unread";
/** Gets the number of unread messages for `unread`, and nothing else. */
export type Listener = (unread?: number) => void;

export interface Listeners {
  /** Returns how to stop listening. */
  on(event: WidgetEvent, fn: Listener): () => void;
  tell(event: WidgetEvent, unread?: number): void;
}

/** The host page's functions, by what they wait for. One that throws does not keep the others from being called. */
export function createListeners(): Listeners {
  const listeners = new Map<WidgetEvent, Set<Listener>>();
  return {
    on(event, fn) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(fn));
      return () => set.delete(fn);
    },
    tell(event, unread) {
      for (const listener of listeners.get(event) ?? [])
        try {
          listener(unread);
        } catch (error) {
          reportError(error);
        }
    },
  };
}
