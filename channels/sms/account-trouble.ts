import { type ChannelHealth, SendError } from "../../src/contract/index.ts";
import { isAboutUs } from "./to-send-error.ts";

/**
 * How long a refusal of our account counts. A balancer sends nothing to who is not ready, so nothing would be sent that
 * could show that it is mended.
 */
const TROUBLE_MS = 60_000;

/** Whether Twilio accepts us, as the last calls have shown. */
export interface AccountTrouble {
  /** Runs a call and learns from how it fails. */
  watch<Answer>(call: Promise<Answer>): Promise<Answer>;
  /** Twilio has taken a text. */
  over(): void;
  health(): ChannelHealth;
}

export function createAccountTrouble(): AccountTrouble {
  let trouble: { readonly why: string; readonly until: number } | null = null;
  const note = (error: SendError): void => {
    if (isAboutUs(error)) trouble = { why: error.message, until: performance.now() + TROUBLE_MS };
    // A refusal that is about this one text comes from a Twilio that knows us.
    else if (!error.retryable && !error.maybeSent) trouble = null;
  };
  return {
    async watch(call) {
      try {
        return await call;
      } catch (error) {
        if (error instanceof SendError) note(error);
        throw error;
      }
    },
    over() {
      trouble = null;
    },
    health: () => (trouble && trouble.until > performance.now() ? { ok: false, why: trouble.why } : { ok: true }),
  };
}
