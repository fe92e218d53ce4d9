import { z } from "zod";
import type { Drafted, ReplyDraft } from "../conversation/model.ts";
import { Problem } from "../http/problem.ts";
import { mask } from "../privacy/mask.ts";

/** As much as anybody says about one answer. */
const MAX_INSTRUCTION_LENGTH = 2_000;

export const DRAFT = z.object({
  /** It goes to the model, and operators paste what customers told them. */
  instruction: z
    .string()
    .trim()
    .max(MAX_INSTRUCTION_LENGTH)
    .transform((text) => mask(text).text)
    .nullish(),
});

/** Has the assistant write an answer for an operator. Given by whoever puts the product together. */
export type WriteDraft = (conversationId: string, instruction: string | null, signal: AbortSignal) => Promise<Drafted>;

/** The draft, or why there is none. @throws {Problem} 404, 409, 503 */
export function draftOf(drafted: Drafted): ReplyDraft {
  switch (drafted.kind) {
    case "written":
      return drafted.draft;
    case "missing":
      throw new Problem(404, "There is no conversation with this id.");
    case "closed":
      throw new Problem(409, "The conversation is closed. Reopen it first.", { assignee: null });
    case "failed":
      throw new Problem(503, `There is no draft. ${drafted.reason}`);
  }
}
