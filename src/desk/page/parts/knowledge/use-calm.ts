import { useEffect, useState } from "preact/hooks";

/** Short enough to look live, long enough not to be in the way of whoever types. */
const AFTER_MS = 120;

/** A text that somebody is typing, as it is whenever he pauses for a moment. */
export function useCalm(text: string): string {
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const settling = setTimeout(() => setCalm(text), AFTER_MS);
    return () => clearTimeout(settling);
  }, [text]);
  return calm;
}
