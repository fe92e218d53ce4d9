import { z } from "zod";
import type { CustomerRecord } from "./customer-record.ts";
import { defineTool, told } from "./define-tool.ts";

export const lookupCustomer = defineTool({
  name: "lookup_customer",
  description:
    "What we know of the customer you are talking with: name, ways to reach them, open tickets, earlier conversations. Use it when they ask about their own tickets or about what they wrote before. Works only while they are verified, and for nobody else.",
  input: z.strictObject({}),
  effect: "read",
  requires: "verified",
  async run(_input, readings) {
    return told(describe(await readings.customer()));
  },
});

function describe({ name, addresses, openTickets, conversations }: CustomerRecord): string {
  const lines = [
    `Name: ${name === null ? "not known" : plain(name)}`,
    `Reached by: ${addresses.map(({ channel, shown }) => `${channel} ${shown}`).join(", ") || "nothing proven"}`,
    openTickets.length === 0 ? "Open tickets: none" : "Open tickets:",
    ...openTickets.map(
      ({ number, category, severity, summary, openedAt }) =>
        `- ${number}, ${category}, ${severity}, opened ${day(openedAt)}: ${plain(summary)}`,
    ),
    conversations.length === 0 ? "Earlier conversations: none" : "Earlier conversations, newest first:",
    ...conversations.map(
      ({ channel, subject, state, openedAt }) =>
        `- ${day(openedAt)}, ${channel}, ${STATES[state]}${subject === null ? "" : `: ${plain(subject)}`}`,
    ),
  ];
  return lines.join("\n");
}

const STATES = {
  assistant: "open",
  queued: "waiting for a colleague",
  operator: "with a colleague",
  closed: "closed",
} as const;

const MAX_LENGTH = 160;

/** What people wrote stays on its line, and opens no fence. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("<", "‹").trim().slice(0, MAX_LENGTH);
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
