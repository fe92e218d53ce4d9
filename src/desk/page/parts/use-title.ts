import { useEffect } from "preact/hooks";

/** Names the page, with how many wait for a human in front. */
export function useTitle(name: string, waiting: string): void {
  useEffect(() => {
    document.title = `${waiting === "0" ? "" : `(${waiting}) `}${name} · Switchboard`;
  }, [name, waiting]);
}
