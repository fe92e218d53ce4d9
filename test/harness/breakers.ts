import type { BreakerRules } from "../../src/agent/breaker/breaker.ts";

/** Opens as the product's own and is over in a moment: for tests in which everything fails at some time. */
export const SOON_OVER: BreakerRules = { failures: 6, firstMs: 20, mostMs: 100, accountMs: 200 };
