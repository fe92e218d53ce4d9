import { createHash } from "node:crypto";
import { externalId, type RawInbound, type WebhookRequest } from "../../src/contract/index.ts";
import { type Form, sidOf, statusOf } from "./form.ts";

/** A text from a customer. Twilio delivers the same text again under the same id. */
export function inboundToRaw(request: WebhookRequest, form: Form): RawInbound {
  return toRaw(request, sidOf(form));
}

/** News of a text that we sent: one per text and status, so that a repeated callback is a duplicate. */
export function statusToRaw(request: WebhookRequest, form: Form): RawInbound {
  const sid = sidOf(form);
  const status = statusOf(form);
  return toRaw(request, sid === null || status === null || !STATUS.test(status) ? null : statusId(sid, status));
}

/** Twilio's words are lowercase, with underscores. */
const STATUS = /^\w{1,32}$/;

/** Under which news of a text that we sent are stored, however they reached us. */
export function statusId(sid: string, status: string): string {
  return `status:${sid}:${status.toLowerCase()}`;
}

function toRaw(request: WebhookRequest, id: string | null): RawInbound {
  return {
    externalId: externalId(id ?? idOfUnknown(request)),
    contentType:
      request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "application/x-www-form-urlencoded",
    body: request.body,
    // The path says what it is, the query carries our part's id.
    meta: { url: request.url },
  };
}

/** Signed, but nothing we know: stored all the same, for `interpret` to refuse and operators to see. */
function idOfUnknown(request: WebhookRequest): string {
  return `unknown:${createHash("sha256").update(request.url).update("\n").update(request.body).digest("hex")}`;
}
