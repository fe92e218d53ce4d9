import type { WebhookForm } from "./deliver-webhook.ts";
import type { Medium } from "./media-shelf.ts";
import type { MessageRecord } from "./message-record.ts";
import { segmentsOf } from "./segments.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  heic: "image/heic",
  pdf: "application/pdf",
  vcf: "text/vcard",
  mp3: "audio/mpeg",
  "3gp": "video/3gpp",
};

/** The fields of an incoming message webhook. https://www.twilio.com/docs/messaging/guides/webhook-request */
export function inboundForm(record: MessageRecord, media: readonly Medium[]): WebhookForm {
  return {
    ToCountry: "US",
    ToState: "",
    SmsMessageSid: record.sid,
    NumMedia: String(record.mediaUrls.length),
    ToCity: "",
    FromZip: "",
    SmsSid: record.sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: record.body,
    FromCountry: "US",
    To: record.to,
    ...(record.messagingServiceSid === null ? {} : { MessagingServiceSid: record.messagingServiceSid }),
    ToZip: "",
    NumSegments: String(segmentsOf(record.body)),
    MessageSid: record.sid,
    AccountSid: record.accountSid,
    From: record.from,
    ApiVersion: "2010-04-01",
    ...Object.fromEntries(
      record.mediaUrls.flatMap((url, index) => [
        [`MediaUrl${index}`, url],
        [`MediaContentType${index}`, mediaType(url, media)],
      ]),
    ),
  };
}

function mediaType(url: string, media: readonly Medium[]): string {
  const hosted = media.find(({ sid }) => url.endsWith(`/Media/${sid}`));
  if (hosted !== undefined) return hosted.contentType;
  const extension = /\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? "";
  return MEDIA_TYPES[extension] ?? "application/octet-stream";
}
