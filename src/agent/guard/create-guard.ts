import { createAfter } from "./after.ts";
import { createBefore } from "./before.ts";
import type { Destinations, Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

export function createGuard(rules: GuardRules, destinations: Destinations): Guard {
  return { before: createBefore(rules), after: createAfter(rules, destinations) };
}
