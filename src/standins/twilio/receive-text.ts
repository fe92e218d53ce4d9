import type { Delivered } from "./deliver-webhook.ts";
import { inboundForm } from "./inbound-form.ts";
import { mediaPath } from "./media-calls.ts";
import type { SentFile } from "./media-shelf.ts";
import { type MessageRecord, newRecord, newSid } from "./message-record.ts";
import { keep, type State, sharingConsent } from "./state.ts";

/** A text from a phone to one of our numbers. */
export interface IncomingText {
  readonly from: string;
  /** Default: our first number. */
  readonly to?: string;
  readonly body: string;
  /** When it came, for a text that nobody was told of until now. Default: now. */
  readonly at?: Date;
  /** Files that Twilio takes from the phone, keeps and hands out. */
  readonly media?: readonly SentFile[];
  /** Addresses in place of those of files that Twilio keeps. */
  readonly mediaUrl?: string | readonly string[];
  /** Default: a new one. The one of an earlier text delivers that text again. */
  readonly sid?: string;
  /** Fields that replace or join Twilio's usual ones. */
  readonly extra?: Readonly<Record<string, string | readonly string[]>>;
  /** How often Twilio tries again after a 5xx or no connection. Default: never. */
  readonly retries?: number;
}

const INBOUND_PATH = "/channels/sms/inbound";

/** Keeps the text, obeys it when it is STOP or START, and delivers it to the product. */
export async function receiveText(text: IncomingText, state: State): Promise<Delivered & { readonly sid: string }> {
  const { options, courier, optOuts, records, now } = state;
  const known = text.sid === undefined ? undefined : records.find((record) => record.sid === text.sid);
  const record = known ?? toRecord(text, state);
  if (known === undefined) keep(records, record);

  const verdict = text.extra?.["OptOutType"];
  const reply = optOuts.read(
    record.body,
    typeof verdict === "string" ? verdict : null,
    sharingConsent(record.to, options),
    record.from,
  );
  // Twilio confirms by itself. It is not among what the product sent.
  if (reply !== null) {
    const { accountSid, messagingServiceSid, to, from } = record;
    const direction = "outbound-reply";
    const rest = { mediaUrls: [], statusCallback: null, createdAt: now() };
    keep(records, newRecord({ accountSid, messagingServiceSid, direction, from: to, to: from, body: reply, ...rest }));
  }

  const delivered = await courier.deliver({
    publicUrl: courier.addressOf(INBOUND_PATH),
    form: { ...inboundForm(record, state.shelf.media), ...text.extra },
    retries: text.retries ?? 0,
  });
  return { ...delivered, sid: record.sid };
}

function toRecord(text: IncomingText, { options, now, shelf, url }: State): MessageRecord {
  const urls = text.mediaUrl ?? [];
  const sid = text.sid ?? newSid(text.media || text.mediaUrl ? "MM" : "SM");
  const hosted = shelf.add(sid, text.media ?? [], now());
  return newRecord({
    sid,
    accountSid: options.accountSid,
    messagingServiceSid: options.messagingServiceSid ?? null,
    direction: "inbound",
    from: text.from,
    to: text.to ?? options.phoneNumbers[0] ?? "",
    body: text.body,
    mediaUrls: [
      ...hosted.map((medium) => url + mediaPath(options.accountSid, medium)),
      ...(typeof urls === "string" ? [urls] : urls),
    ],
    statusCallback: null,
    createdAt: text.at ?? now(),
  });
}
