import { useRef } from "preact/hooks";

/** Said again while it lasts, ms: whoever hears it forgets it after five seconds. */
const AGAIN_MS = 3_000;
/** Nobody who has written nothing for so long is writing, ms. */
const PAUSE_MS = 4_000;

export interface TypingSignal {
  /** Something was typed. `isSomething`: there is a text. */
  touch(isSomething: boolean): void;
  stop(): void;
}

/** Tells that somebody is typing, seldom enough. */
export function useTypingSignal(tell: (on: boolean) => void): TypingSignal {
  const said = useRef<{ at: number; ends: ReturnType<typeof setTimeout> | undefined }>({ at: 0, ends: undefined });
  const stop = (): void => {
    clearTimeout(said.current.ends);
    if (said.current.at > 0) tell(false);
    said.current.at = 0;
  };
  return {
    stop,
    touch(isSomething) {
      if (!isSomething) return stop();
      clearTimeout(said.current.ends);
      said.current.ends = setTimeout(stop, PAUSE_MS);
      if (performance.now() - said.current.at < AGAIN_MS) return;
      said.current.at = performance.now();
      tell(true);
    },
  };
}
