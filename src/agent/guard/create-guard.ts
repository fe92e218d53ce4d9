import { createAfter } from "./after.ts";
import { createBefore } from "./before.ts";
import type { Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

/** @param linkHosts lowercased; what an answer may link to. */
export function createGuard(rules: GuardRules, linkHosts: readonly string[]): Guard {
  return { before: createBefore(rules), after: createAfter(rules, linkHosts) };
}
