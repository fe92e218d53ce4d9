import { randomBytes } from "node:crypto";
import { segmentsOf } from "./segments.ts";

/** A message as Twilio keeps it, inbound or outbound. */
export interface MessageRecord {
  readonly sid: string;
  readonly accountSid: string;
  readonly messagingServiceSid: string | null;
  readonly direction: "inbound" | "outbound-api" | "outbound-reply";
  readonly from: string;
  /** Its Messaging Service chooses who sends it, and until it has, nobody does. */
  readonly isFromChosen?: boolean;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  /** Who wants to hear what becomes of it. */
  readonly statusCallback: string | null;
  readonly createdAt: Date;
  sentAt: Date | null;
  updatedAt: Date;
  status: string;
  errorCode: number | null;
}

type Newborn = Omit<MessageRecord, "sid" | "status" | "sentAt" | "updatedAt" | "errorCode"> & {
  readonly sid?: string | undefined;
};

/** A message as it comes into being. Inbound ones have arrived by then; ours wait to be sent. */
export function newRecord(about: Newborn): MessageRecord {
  const isInbound = about.direction === "inbound";
  return {
    ...about,
    sid: about.sid ?? newSid(about.mediaUrls.length > 0 ? "MM" : "SM"),
    status: isInbound ? "received" : firstStatus(about),
    sentAt: isInbound ? about.createdAt : null,
    updatedAt: about.createdAt,
    errorCode: null,
  };
}

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
function firstStatus({ direction, messagingServiceSid }: Newborn): "accepted" | "queued" {
  return direction === "outbound-api" && messagingServiceSid !== null ? "accepted" : "queued";
}

/** Of a message with media, or without. */
export function newSid(prefix: "MM" | "SM"): string {
  return prefix + randomBytes(16).toString("hex");
}

/** The Message resource: every property of `api.v2010.account.message` in Twilio's OpenAPI. */
export function renderMessage(record: MessageRecord): Readonly<Record<string, unknown>> {
  // A Messaging Service counts when it knows who sends it. https://help.twilio.com/articles/360034857114
  const isAccepted = record.status === "accepted";
  const uri = `/2010-04-01/Accounts/${record.accountSid}/Messages/${record.sid}`;
  return {
    account_sid: record.accountSid,
    api_version: "2010-04-01",
    body: record.body,
    date_created: rfc2822(record.createdAt),
    date_sent: record.sentAt === null ? null : rfc2822(record.sentAt),
    date_updated: rfc2822(record.updatedAt),
    direction: record.direction,
    error_code: record.errorCode,
    error_message: record.errorCode === null ? null : `Error ${record.errorCode}`,
    from: isAccepted && record.isFromChosen ? null : record.from,
    messaging_service_sid: record.messagingServiceSid,
    num_media: String(record.mediaUrls.length),
    num_segments: isAccepted ? "0" : String(segmentsOf(record.body)),
    price: null,
    price_unit: "USD",
    sid: record.sid,
    status: record.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: record.to,
    uri: `${uri}.json`,
  };
}

/** Such as `Thu, 24 Aug 2023 05:01:45 +0000`. */
function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
