/** US dollars for a million tokens, which is the same number in micro-dollars for one token. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
}

/** The vendor's list prices as of 2026-11-20. A call is stored with its cost at the price of its day. */
const PRICES: readonly (readonly [prefix: string, price: Price])[] = [
  ["claude-sonnet-5-5", { input: 2, output: 10, cacheWrite5m: 2.5, cacheWrite1h: 4, cacheRead: 0.1 }],
  ["claude-haiku-5-5", { input: 0.1, output: 0.5, cacheWrite5m: 0.125, cacheWrite1h: 0.2, cacheRead: 0.01 }],
  ["claude-opus-5-5", { input: 4, output: 20, cacheWrite5m: 5, cacheWrite1h: 8, cacheRead: 0.2 }],
  ["claude-sonnet-5", { input: 2, output: 10, cacheWrite5m: 2.5, cacheWrite1h: 4, cacheRead: 0.2 }],
  ["claude-sonnet-4-6", { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 }],
  ["claude-haiku-4-5", { input: 1, output: 5, cacheWrite5m: 1.25, cacheWrite1h: 2, cacheRead: 0.1 }],
];

/** For a model that is not listed: rather too dear than for nothing. */
const DEAREST: Price = { input: 5, output: 25, cacheWrite5m: 6.25, cacheWrite1h: 10, cacheRead: 0.5 };

export interface TokenUse {
  /** Neither read from the cache nor written to it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWrite5mTokens: number;
  readonly cacheWrite1hTokens: number;
}

/** What a call costs, in whole micro-dollars, rounded up. */
export function costMicros(model: string, use: TokenUse): number {
  const price = PRICES.find(([prefix]) => model.startsWith(prefix))?.[1] ?? DEAREST;
  return Math.ceil(
    use.inputTokens * price.input +
      use.outputTokens * price.output +
      use.cacheReadTokens * price.cacheRead +
      use.cacheWrite5mTokens * price.cacheWrite5m +
      use.cacheWrite1hTokens * price.cacheWrite1h,
  );
}
