import type { Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

export function createAfter(_rules: GuardRules, _linkHosts: readonly string[]): Guard["after"] {
  return () => [];
}
