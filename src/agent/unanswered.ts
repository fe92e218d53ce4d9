/** What a customer asked and no article answered. */
export interface Unanswered {
  /** As it was searched for, secrets masked. */
  readonly text: string;
  /** Where the passages stand that were found all the same: an article's url, else its slug. */
  readonly found: readonly string[];
}
