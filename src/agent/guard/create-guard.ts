import type { Guard } from "./guard.ts";

/** The rules that a policy gives. Plain data: the core knows no files. */
export interface GuardRules {
  readonly disputedUsdOver: number;
}

export function createGuard(_rules: GuardRules, _linkHosts: readonly string[]): Guard {
  return { before: () => ({ flags: [], escalation: null }), after: () => [] };
}
