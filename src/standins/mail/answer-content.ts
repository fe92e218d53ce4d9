import { checkContent } from "./check-content.ts";
import type { Refusal, SmtpConduct } from "./smtp-faults.ts";

/** What becomes of a mail whose content is there. `taken`: it goes out. */
export type ContentAnswer =
  | { readonly kind: "taken" }
  | Refusal
  | { readonly kind: "drop"; readonly taken: boolean }
  | { readonly kind: "silence"; readonly taken: boolean };

/** Resolves when it is time to answer. */
export async function answerContent(content: Buffer, conduct: SmtpConduct): Promise<ContentAnswer> {
  const objection = checkContent(content);
  if (objection !== null) return { kind: "refuse", code: 550, text: objection };
  const fault = conduct.take("answer");
  if (fault?.kind !== "held") return fault ?? { kind: "taken" };
  fault.gate.arrive();
  await fault.gate.open;
  return { kind: "taken" };
}
