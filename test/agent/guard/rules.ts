import type { GuardRules } from "../../../src/agent/guard/guard-rules.ts";

/** As a policy that says nothing has them. */
export const RULES: GuardRules = {
  disputedUsdOver: 200,
  usdPer: { EUR: 1.15, GBP: 1.32, CHF: 1.24, JPY: 0.0065, CAD: 0.71, AUD: 0.65 },
  security: true,
  legal: true,
  humanRequest: true,
  phrases: [],
  messages: 20,
  flags: { over20Messages: true, legalThreat: true },
  forbiddenPromises: [],
};
