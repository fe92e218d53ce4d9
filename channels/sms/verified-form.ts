import twilio from "twilio";
import type { WebhookRequest } from "../../src/contract/index.ts";
import { type Form, hasTooMany, parseForm } from "./form.ts";
import { publicAddress, type SmsConfig } from "./sms-config.ts";

/**
 * What our README tells operators to put behind the webhook's address, so that Twilio tries again after a 503. It is
 * not sent, and is said not to be signed over; where Twilio does it all the same, no customer's text may be lost.
 */
const RETRY_FRAGMENT = "#rc=3&rp=all";

/** An HMAC-SHA1 in base64, as every signature of Twilio's is. */
const SIGNATURE = /^[A-Za-z0-9+/]{27}=$/;

/**
 * The form of a request that Twilio signed with one of our tokens, or null for any other request.
 * The signature covers the URL that Twilio called, so ours is put together from the settings: what a proxy or the Host
 * header says is not asked. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verifiedForm(
  request: WebhookRequest,
  config: Pick<SmsConfig, "publicUrl" | "authTokens">,
): Form | null {
  const signature = request.headers["x-twilio-signature"] ?? "";
  // Strangers cost us no more than a look. A request may name a whole URL in place of a path; Twilio's never does.
  if (!SIGNATURE.test(signature) || !request.url.startsWith("/") || (isForm(request) && hasTooMany(request.body)))
    return null;
  const url = publicAddress(config, request.url);
  const form = isForm(request) ? parseForm(request.body) : {};

  const signed = [url, url + RETRY_FRAGMENT].flatMap((address) =>
    config.authTokens.map((token) =>
      isForm(request)
        ? twilio.validateRequest(token, signature, address, form)
        : twilio.validateRequestWithBody(token, signature, address, Buffer.from(request.body).toString("utf8")),
    ),
  );
  // Asked only after every token was tried: how long it takes does not tell which one fits.
  return signed.includes(true) ? form : null;
}

/** Twilio signs the fields of a form, and the hash of any other body (`bodySHA256` in the query). */
function isForm(request: WebhookRequest): boolean {
  const type = request.headers["content-type"];
  return type === undefined || type.toLowerCase().startsWith("application/x-www-form-urlencoded");
}
