import { createGuard } from "./agent/guard/create-guard.ts";
import type { GuardRules } from "./agent/guard/guard-rules.ts";
import type { CoreParts } from "./core.ts";
import type { Policy } from "./knowledge/policy/policy.ts";
import type { TurnRules } from "./turns/turn-worker.ts";

type RuleParts = Pick<CoreParts, "policy" | "knowledge" | "links">;

/** The rules as they are now: the same object until policy or articles are others, for the guard remembers what it has read. */
export function createRules(parts: RuleParts): () => TurnRules {
  let last: { readonly policy: Policy; readonly hosts: readonly string[]; readonly rules: TurnRules } | null = null;
  return () => {
    const { current: policy } = parts.policy;
    const { linkHosts: hosts } = parts.knowledge;
    if (last?.policy !== policy || last.hosts !== hosts) last = { policy, hosts, rules: currentRules(parts) };
    return last.rules;
  };
}

/** What a turn is held to, by the policy and the articles as they are now. */
function currentRules({ policy: { current }, knowledge, links }: RuleParts): TurnRules {
  const hosts = links.alsoOfArticles ? [...links.hosts, ...knowledge.linkHosts] : links.hosts;
  return {
    guard: createGuard(guardRules(current), { hosts, addresses: links.addresses }),
    budget: { outputTokens: current.budget.output_tokens, costMicros: Math.round(current.budget.usd * 1_000_000) },
    maxToolRounds: current.turn.max_tool_rounds,
    language: current.language,
    hasTriage: current.triage.enabled,
    signature: current.email.signature ?? `${current.company} Support`,
  };
}

function guardRules({ escalate, flags, budget, promises }: Policy): GuardRules {
  return {
    disputedUsdOver: escalate.disputed_usd_over,
    usdPer: escalate.usd_per,
    security: escalate.security,
    legal: escalate.legal,
    humanRequest: escalate.human_request,
    phrases: escalate.phrases,
    messages: budget.messages,
    flags: { over20Messages: flags.over_20_messages.escalates, legalThreat: flags.legal_threat.escalates },
    forbiddenPromises: promises.forbidden,
  };
}
