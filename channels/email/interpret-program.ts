// Reads one mail after the other, in a process that may be killed at any time. See `interpret-apart.ts`.
import { type Interpretation, PayloadError, type StoredRaw } from "../../src/contract/index.ts";
import type { EmailReading } from "./email-config.ts";
import { endWithParent } from "./end-with-parent.ts";
import { interpret } from "./interpret.ts";

/** What this process is asked. It has no settings of its own. */
export interface Question {
  readonly raw: StoredRaw;
  readonly config: EmailReading;
}

/** What it says: first that it is ready, then one answer for each question. */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "said"; readonly said: Interpretation }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "failed"; readonly error: unknown };

endWithParent();
process.on("message", ({ raw, config }: Question) => {
  interpret(raw, config).then(
    (said) => answer({ kind: "said", said }),
    (error: unknown) =>
      answer(error instanceof PayloadError ? { kind: "refused", why: error.message } : { kind: "failed", error }),
  );
});
answer({ kind: "ready" });

function answer(words: Answer): void {
  process.send?.(words);
}
