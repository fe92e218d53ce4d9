import type { Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

export function createBefore(_rules: GuardRules): Guard["before"] {
  return () => ({ flags: [], escalation: null });
}
