import { z } from "zod";
import { CATEGORIES, SEVERITIES } from "../../conversation/model.ts";
import { defineTool, told } from "./define-tool.ts";

export const createSupportTicket = defineTool({
  name: "create_support_ticket",
  description:
    "Open a ticket for what needs follow-up by our team after this conversation, such as a double charge or a fault. The customer sees its number. An open ticket on the same matter is returned instead of a second one.",
  input: z.strictObject({
    category: z.enum(CATEGORIES).describe("What the matter is about."),
    severity: z.enum(SEVERITIES).describe("By its impact on the customer's business."),
    summary: z.string().trim().min(5).max(300).describe("The matter in one sentence, for our team."),
  }),
  effect: "write",
  async run(input, effects) {
    const { number, isNew } = await effects.openTicket(input);
    const text = isNew ? `Ticket ${number} is open.` : `Ticket ${number} on this matter was open already.`;
    return told(text);
  },
});
