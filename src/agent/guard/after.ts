import type { Destinations, Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

export function createAfter(_rules: GuardRules, _destinations: Destinations): Guard["after"] {
  return () => [];
}
