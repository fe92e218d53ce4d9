import { useEffect, useRef } from "preact/hooks";

/** Where the next page of a list begins. */
export function ListEnd({ onReached }: { readonly onReached: () => void }) {
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) onReached();
    });
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [onReached]);
  return (
    <li ref={end} class="end quiet">
      Loading…
    </li>
  );
}
