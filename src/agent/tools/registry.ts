import { createSupportTicket } from "./create-support-ticket.ts";
import type { AnyTool } from "./define-tool.ts";
import { escalateToHuman } from "./escalate-to-human.ts";
import { lookupCustomer } from "./lookup-customer.ts";
import { lookupKnowledgeBase } from "./lookup-knowledge-base.ts";
import { requestVerification } from "./request-verification.ts";
import { resolveConversation } from "./resolve-conversation.ts";

/** The assistant's tools. The order is part of the cached prompt: add at the end. */
export const TOOLS: readonly AnyTool[] = [
  lookupKnowledgeBase,
  createSupportTicket,
  escalateToHuman,
  lookupCustomer,
  resolveConversation,
  requestVerification,
];

/** The tool that says that the customer's matter is settled. */
export const RESOLVE = resolveConversation.name;

/** The tool of that name; a model sometimes changes case or separators. Null: none, or several would fit. */
export function findTool(name: string, tools: readonly AnyTool[]): AnyTool | null {
  const exact = tools.find((tool) => tool.name === name);
  if (exact) return exact;
  const alike = tools.filter((tool) => normal(tool.name) === normal(name));
  return alike.length === 1 && alike[0] ? alike[0] : null;
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
