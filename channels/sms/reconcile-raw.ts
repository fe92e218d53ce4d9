import { externalId, type Interpretation, PayloadError, type RawInbound } from "../../src/contract/index.ts";
import type { Form } from "./form.ts";
import type { Happened } from "./reconcile-place.ts";
import { LISTED_PATH, type SmsConfig } from "./sms-config.ts";
import { toInbound } from "./to-inbound.ts";
import { toReceipt } from "./to-receipt.ts";
import { isResource, type Resource, timeOf } from "./twilio-resource.ts";

/**
 * What a webhook should have told us, under the id under which it would have been stored: whichever comes first, the other
 * is a duplicate. Of our own texts the words stay out: nobody needs them again.
 */
export function listedToRaw({ what, id, message }: Happened, media: readonly Resource[]): RawInbound {
  const kept = what === "text" ? message : { ...message, body: null };
  return {
    externalId: externalId(id),
    contentType: "application/json",
    body: Buffer.from(JSON.stringify({ message: kept, media })),
    meta: { url: LISTED_PATH },
  };
}

type OurTwilio = Pick<SmsConfig, "phoneNumbers" | "messagingServiceSid" | "apiBaseUrl">;

/**
 * What a Message resource says, with its Media resources: the same as a webhook's form would, but for what the list does
 * not tell, which is Twilio's verdict on words that opt out, places, and the words on buttons. @throws {PayloadError}
 */
export function interpretListed(body: Uint8Array, config: OurTwilio): Interpretation {
  const { message, media } = parse(body);
  const form = toForm(message, media, config);
  if (message["direction"] !== "inbound") return toReceipt(form, null, config);
  return toInbound(form, config, timeOf(message, "date_sent") ?? timeOf(message, "date_created"));
}

function parse(body: Uint8Array): { readonly message: Resource; readonly media: readonly Resource[] } {
  const listed = parseJson(Buffer.from(body).toString("utf8"));
  if (!isResource(listed) || !isResource(listed["message"])) throw new PayloadError("Not a message of Twilio's list");
  const { message, media } = listed;
  return { message, media: Array.isArray(media) ? media.filter(isResource) : [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PayloadError("What was stored of Twilio's list is not JSON", { cause });
  }
}

/** The resource in the words of a webhook. What is null there is absent here. */
function toForm(message: Resource, media: readonly Resource[], config: OurTwilio): Form {
  const fields: Readonly<Record<string, unknown>> = {
    MessageSid: message["sid"],
    AccountSid: message["account_sid"],
    MessagingServiceSid: message["messaging_service_sid"],
    From: message["from"],
    To: message["to"],
    Body: message["body"],
    NumMedia: message["num_media"],
    MessageStatus: message["status"],
    ErrorCode: message["error_code"],
    ...Object.fromEntries(media.flatMap((medium, index) => toMediaFields(medium, index, config))),
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );
}

/** A webhook names the content itself; the list names what describes it, which is the same with `.json`. */
function toMediaFields({ uri, content_type: type }: Resource, index: number, { apiBaseUrl }: OurTwilio) {
  if (typeof uri !== "string") return [];
  return [
    [`MediaUrl${index}`, apiBaseUrl.replace(/\/+$/, "") + uri.replace(/\.json$/, "")],
    [`MediaContentType${index}`, type],
  ];
}
