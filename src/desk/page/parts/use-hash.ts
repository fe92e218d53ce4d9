import { useEffect, useState } from "preact/hooks";

const current = (): string | null => location.hash.slice(1) || null;

/** Which conversation the address of the page names. */
export function useHash(): string | null {
  const [hash, setHash] = useState(current);
  useEffect(() => {
    const changed = () => setHash(current());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return hash;
}
