import type { Prompt } from "./prompt.ts";

/** What a channel says of itself. */
export interface Pace {
  /** Answers are watched while they are written. */
  readonly live: boolean;
  /** Messages are letters. */
  readonly envelope: boolean;
}

/**
 * How long the cache is to keep what was said last: as long as it usually takes until the next message. In a chat that is a
 * minute or two, between texts some more. Between letters lie hours: what is kept for none of them costs a quarter more
 * than what is not.
 */
export function tailOf({ live, envelope }: Pace): Prompt["tail"] {
  if (live) return "5m";
  return envelope ? null : "1h";
}
