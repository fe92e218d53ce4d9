import { ASKED_FOR_A_HUMAN, createHumanRequest } from "./before/human-request.ts";
import { isLegalThreat, LEGAL_THREAT } from "./before/legal.ts";
import { findDispute } from "./before/money.ts";
import { findIncident } from "./before/security.ts";
import { readTalk } from "./before/talk.ts";
import type { Escalation, Guard, Said } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

/**
 * Rules that hold before the model is asked, and whatever it would say. Of several that fire the most urgent one counts;
 * of flags, all.
 */
export function createBefore(rules: GuardRules): Guard["before"] {
  const asksForHuman = createHumanRequest(rules.phrases);
  return (said) => {
    const talk = readTalk(said);
    const threatens = rules.legal && isLegalThreat(talk);
    const isMany = said.customerMessages > rules.messages;
    const dispute = findDispute(talk, rules);
    const escalation =
      (rules.security ? findIncident(talk) : null) ??
      (threatens && rules.flags.legalThreat ? threatOver(dispute) : null) ??
      dispute ??
      (rules.humanRequest && asksForHuman(talk) ? ASKED_FOR_A_HUMAN : null) ??
      // Once: whoever gave it back has seen how many there are.
      (isMany && said.handledMessages <= rules.messages && rules.flags.over20Messages ? manyMessages(said) : null);
    return { flags: [...(threatens ? ["legal_threat"] : []), ...(isMany ? ["over_20_messages"] : [])], escalation };
  };
}

/** What it is about, where that is known, is followed up as it would be without the threat. */
function threatOver(dispute: Escalation | null): Escalation {
  if (!dispute) return LEGAL_THREAT;
  const { category, opensTicket, reason } = dispute;
  return { ...LEGAL_THREAT, category, opensTicket, reason: `${LEGAL_THREAT.reason} ${reason}` };
}

function manyMessages({ customerMessages }: Said): Escalation {
  return {
    rule: "messages",
    reason: `The customer has written ${customerMessages} messages, and the matter is not settled.`,
    priority: "normal",
    trigger: "rule",
    category: null,
    severity: null,
    opensTicket: false,
  };
}
