import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface End {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** For an element behind the last one in it. */
  readonly end: RefObject<HTMLDivElement | null>;
  /** Whether the reader is there. */
  readonly isAtEnd: boolean;
  toEnd(): void;
}

/** So near to the end counts as at the end. */
const NEAR = "48px";

/** Stays at the end while it moves, if the reader is there. `mustSee`: he is taken there wherever he is. */
export function useEnd(mustSee: boolean): End {
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const isFollowing = useRef(true);
  isFollowing.current = isAtEnd || mustSee;

  const toEnd = useCallback(() => {
    // Where there is no room for what stays in place, the page scrolls as a whole.
    for (const element of [scroller.current, document.scrollingElement])
      if (element) element.scrollTop = element.scrollHeight;
  }, []);
  useLayoutEffect(() => {
    if (isFollowing.current) toEnd();
  });
  useEffect(() => {
    if (!scroller.current || !end.current) return;
    const sight = new IntersectionObserver((seen) => setAtEnd(seen.at(-1)?.isIntersecting ?? true), {
      root: scroller.current.parentElement,
      rootMargin: NEAR,
    });
    sight.observe(end.current);
    const size = new ResizeObserver(() => {
      if (isFollowing.current) toEnd();
    });
    size.observe(scroller.current);
    return () => {
      sight.disconnect();
      size.disconnect();
    };
  }, [toEnd]);
  return { scroller, end, isAtEnd, toEnd };
}
