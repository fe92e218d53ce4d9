import { keep, recall } from "./storage.ts";

const KEY = "switchboard:operator";

/** Who signed in in this browser. The session itself is in a cookie that the page cannot read. */
export function recallOperator(): string | null {
  const found = recall(KEY);
  return typeof found === "string" ? found : null;
}

/** Null when he signed out. */
export function keepOperator(name: string | null): void {
  keep(KEY, name);
}

/** Calls `look` when somebody signs in or out in another tab: the session is the same one there. */
export function watchOperator(look: (name: string | null) => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === KEY) look(recallOperator());
  };
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
}
