import { z } from "zod";
import { defineTool, told } from "./define-tool.ts";

const RESULTS = {
  settled: told("The conversation closes with your reply. Say goodbye in one short sentence."),
  nothing_answered: told(
    "Not closed: nothing has been answered in this conversation yet. Answer the customer first.",
    true,
  ),
  not_confirmed: told(
    "Not closed: the customer's newest message does not say that the matter is settled. Answer it, or ask whether it is.",
    true,
  ),
} as const;

export const resolveConversation = defineTool({
  name: "resolve_conversation",
  description:
    'Close the conversation, after the customer has said in their newest message that the matter is settled, such as "thanks, that worked". Not when they ask something more, and not because you think that it is settled.',
  input: z.strictObject({
    outcome: z.string().trim().min(3).max(300).describe("What was settled and how, in one sentence, for our team."),
  }),
  effect: "write",
  async run(_input, effects) {
    return RESULTS[await effects.settle()];
  },
});
