import { useRef } from "preact/hooks";

/** How many have come since somebody last looked. */
export function useUnseen(count: number, isLookedAt: boolean): number {
  const seen = useRef(count);
  // Fewer than before: everything begins anew.
  if (isLookedAt || count < seen.current) seen.current = count;
  return count - seen.current;
}
