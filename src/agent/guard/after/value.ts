import type { Finding } from "../guard.ts";

/** Something in a text that is either so or not so. */
export interface Value {
  readonly kind: Finding["kind"];
  /** What it may mean, in the same spelling wherever it stands: one of them has to be confirmed. */
  readonly keys: readonly string[];
  /** As the text has it. */
  readonly text: string;
  readonly start: number;
}

/** Whose text it is: a draft says one thing, and what grounds it is read with goodwill. */
export type Side = "draft" | "evidence";

/** A text, and where something in it has been found already: blanked, so that nobody finds it again. */
export function without(text: string, found: readonly Pick<Value, "start" | "text">[]): string {
  if (found.length === 0) return text;
  let [rest, at] = ["", 0];
  for (const { start, text: part } of found.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    rest += text.slice(at, start) + " ".repeat(part.length);
    at = start + part.length;
  }
  return rest + text.slice(at);
}
