import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { OutboundFile } from "../../src/contract/index.ts";

/** Which files go with the text itself, and which can only be linked to. Each in the order in which they were added. */
export interface MediaPlan {
  readonly carried: readonly OutboundFile[];
  readonly linked: readonly OutboundFile[];
}

/** Twilio carries MMS there, from numbers that are there too; elsewhere they are refused. */
const COUNTRIES: ReadonlySet<string | undefined> = new Set(["US", "CA"]);

/** Twilio refuses more with error 21623. */
const MAX_MEDIA = 10;
/** Of all media of a message, and of a picture that Twilio makes smaller where a carrier needs it. */
const MAX_TOTAL_BYTES = 5_000_000;
/** Of any other, which carriers get as it is. */
const MAX_OTHER_BYTES = 500_000;

/** https://www.twilio.com/docs/messaging/guides/accepted-mime-types: fitted to the device by Twilio. */
const PICTURES: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif"]);

/** Same page: taken as they are. Office documents are left out, for phones open them from a link and not in a message. */
const OTHERS: ReadonlySet<string> = new Set(
  [
    "image/heic image/heif image/tiff image/bmp",
    "video/mp4 video/mpeg video/quicktime video/webm video/3gpp video/3gpp2",
    "audio/mpeg audio/mp4 audio/ogg audio/aac audio/amr audio/3gpp audio/3gpp2 audio/ac3",
    "text/vcard text/calendar text/csv application/pdf",
  ].flatMap((types) => types.split(" ")),
);

/** `from`, `to`: E.164; a short code or a name carries no media. */
export function planMedia(
  files: readonly OutboundFile[],
  { from, to }: { readonly from: string; readonly to: string },
): MediaPlan {
  const mayCarry = files.length > 0 && hasMms(from) && hasMms(to);
  const carried: OutboundFile[] = [];
  const linked: OutboundFile[] = [];
  let total = 0;
  for (const file of files) {
    const fits = carried.length < MAX_MEDIA && total + file.size <= MAX_TOTAL_BYTES;
    if (mayCarry && fits && isMedium(file)) {
      carried.push(file);
      total += file.size;
    } else linked.push(file);
  }
  return { carried, linked };
}

function isMedium({ contentType, size }: OutboundFile): boolean {
  return PICTURES.has(contentType) || (OTHERS.has(contentType) && size <= MAX_OTHER_BYTES);
}

function hasMms(number: string): boolean {
  return COUNTRIES.has(parsePhoneNumberFromString(number)?.country);
}
