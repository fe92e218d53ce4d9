import { useEffect, useState } from "preact/hooks";
import { type Place, parsePlace } from "../state/place.ts";

const current = (): Place => parsePlace(location.hash.slice(1));

/** What the address of the page names. */
export function usePlace(): Place {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    const changed = () => setPlace(current());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return place;
}
