import { type ToolCall, toolUse } from "../messages/reply.ts";
import { confirmsSettled } from "./confirms-settled.ts";
import { escalationNeedIn } from "./escalation-need.ts";
import { type Asked, queryFor } from "./questions.ts";
import { isDeclared, type Reading, wasCalled } from "./read-request.ts";
import type { TicketNeed } from "./ticket-need.ts";

export const LOOKUP = "lookup_knowledge_base";
export const TICKET = "create_support_ticket";
export const ESCALATE = "escalate_to_human";
const RESOLVE = "resolve_conversation";

/**
 * The tools to call now, all in one step; none means that it is time to answer. Each is called once in a turn at most.
 * `unanswered` is a question that the results say nothing to.
 */
export function nextCalls(reading: Reading, ticket: TicketNeed | null, unanswered: Asked | undefined): ToolCall[] {
  const may = (tool: string) => isDeclared(reading, tool) && !wasCalled(reading, tool);
  const calls: ToolCall[] = [];
  if (ticket === null && may(RESOLVE) && confirmsSettled(reading))
    return [toolUse(RESOLVE, { outcome: "The customer confirmed that the matter is settled." })];
  if (ticket !== null && may(TICKET)) {
    const { category, severity, summary } = ticket;
    calls.push(toolUse(TICKET, { category, severity, summary }));
  }
  const escalation = escalationNeedIn(reading) ?? failedTicket(reading);
  if (escalation !== null && may(ESCALATE)) {
    calls.push(toolUse(ESCALATE, { reason: escalation.reason, priority: escalation.priority }));
  } else if (unanswered !== undefined && may(LOOKUP)) {
    calls.push(toolUse(LOOKUP, { query: queryFor(unanswered) }));
  }
  return calls.slice(0, reading.maxCalls);
}

/** A matter that needs a ticket and gets none must not be forgotten. */
function failedTicket(reading: Reading): { reason: string; priority: "normal" } | null {
  const failed = reading.calls.some((call) => call.tool === TICKET && call.failed);
  if (!failed) return null;
  return {
    reason: `The ticket could not be opened. The customer wrote: "${reading.asked.join(" ").slice(0, 200)}"`,
    priority: "normal",
  };
}
