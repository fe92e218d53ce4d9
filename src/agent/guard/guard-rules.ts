/** The rules that a policy gives to the guard. Plain data: the core knows no files. */
export interface GuardRules {
  /** A dispute over more than this goes to a human, US dollars. */
  readonly disputedUsdOver: number;
  /** What a unit of another currency is worth in US dollars, by ISO 4217 code. */
  readonly usdPer: Readonly<Record<string, number>>;
  /** Whether the rules for these hold. */
  readonly security: boolean;
  readonly legal: boolean;
  readonly humanRequest: boolean;
  /** Further words of customers that mean a human, as they are written. */
  readonly phrases: readonly string[];
  /** How many messages a customer may write in an engagement before it is flagged. */
  readonly messages: number;
  /** Whether a flag also hands over. */
  readonly flags: { readonly over20Messages: boolean; readonly legalThreat: boolean };
  /** What an answer never says, beside what code knows. */
  readonly forbiddenPromises: readonly string[];
}
