import type { InboundAttachment } from "../../src/contract/index.ts";
import type { Form } from "./form.ts";

/** The media of a text, each by where Twilio keeps it. */
export function toAttachments(_form: Form): InboundAttachment[] {
  return [];
}
