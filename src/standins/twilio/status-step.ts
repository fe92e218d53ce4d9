/** One step in the life of a text that we sent. */
export interface StatusStep {
  /** One of Twilio's words, such as `undelivered`, or one that it may invent. */
  readonly status: string;
  readonly errorCode?: number;
}

/** What usually happens. */
export const USUAL_STEPS: readonly StatusStep[] = [{ status: "queued" }, { status: "sent" }, { status: "delivered" }];
