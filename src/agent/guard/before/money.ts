import type { Escalation } from "../guard.ts";
import type { GuardRules } from "../guard-rules.ts";
import { disputedSum, isDisputing } from "./disputed-sum.ts";
import type { Talk } from "./talk.ts";

/**
 * A dispute over more than the limit. A double charge of an unknown amount is none yet: the assistant asks, and the answer
 * is looked at again with all that the customer wrote before.
 */
export function findDispute(
  { now, before }: Talk,
  { disputedUsdOver, usdPer }: Pick<GuardRules, "disputedUsdOver" | "usdPer">,
): Escalation | null {
  const isNews = now.some(
    (sentences) => isDisputing(sentences) || sentences.some(({ text }) => /\d|hundred|thousand/.test(text)),
  );
  const sum = isNews ? disputedSum([...before, ...now], usdPer) : 0;
  if (sum <= disputedUsdOver) return null;
  return {
    rule: "money",
    reason: `The customer disputes about $${sum.toFixed(2)}, more than the limit of $${disputedUsdOver}.`,
    priority: "normal",
    trigger: "rule",
    category: "billing",
    severity: "high",
    opensTicket: true,
  };
}
