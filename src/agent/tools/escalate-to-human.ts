import { z } from "zod";
import { PRIORITIES } from "../../conversation/model.ts";
import { defineTool, told } from "./define-tool.ts";

export const escalateToHuman = defineTool({
  name: "escalate_to_human",
  description:
    "Give the conversation to a human colleague. The customer is told by the system, so write nothing after it. Open a ticket first, in the same step, when the matter needs one.",
  input: z.strictObject({
    reason: z
      .string()
      .trim()
      .min(3)
      .max(600)
      .describe("Why this needs a human and what it is about, for the colleague."),
    priority: z.enum(PRIORITIES).describe("urgent for security and legal matters, else normal."),
  }),
  effect: "write",
  isLast: true,
  async run({ reason, priority }, effects) {
    await effects.handOff({ reason, priority, trigger: "model", summary: reason });
    const text = `Escalated to a human (${priority}).`;
    return told(text);
  },
});
