import type { RefObject } from "preact";
import { type Inputs, useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** So near to the bottom somebody is looking at it. CSS pixels. */
const NEAR_PX = 48;

interface Bottom {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLOListElement | null>;
  readonly toBottom: () => void;
  readonly scrolled: () => void;
}

/**
 * Keeps a box at its bottom while it grows, for whoever is there, and calls `onSeen` whenever all of it is before somebody's
 * eyes. `isForced` brings him there wherever he is.
 */
export function useBottom(onSeen: () => void, grown: Inputs, isForced: boolean): Bottom {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLOListElement>(null);
  const isThere = useRef(true);
  const seen = useCallback(() => {
    if (isThere.current && document.visibilityState === "visible") onSeen();
  }, [onSeen]);
  const toBottom = useCallback(() => {
    isThere.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    seen();
  }, [seen]);
  const scrolled = useCallback(() => {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    isThere.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    seen();
  }, [seen]);
  useLayoutEffect(() => {
    if (isThere.current || isForced) toBottom();
  }, [...grown, isForced, toBottom]);
  useEffect(() => {
    // The composer below grows with what is typed, and a formatted mail opens late.
    const watcher = new ResizeObserver(() => {
      if (isThere.current && box.current) box.current.scrollTop = box.current.scrollHeight;
    });
    if (box.current) watcher.observe(box.current);
    if (content.current) watcher.observe(content.current);
    document.addEventListener("visibilitychange", seen);
    return () => {
      watcher.disconnect();
      document.removeEventListener("visibilitychange", seen);
    };
  }, [seen]);
  return { box, content, toBottom, scrolled };
}
