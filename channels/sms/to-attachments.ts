import type { InboundAttachment } from "../../src/contract/index.ts";
import { type Form, field } from "./form.ts";
import { extensionOf, mediaTypeOf } from "./media-type.ts";

/** Twilio carries ten media in a message. */
const MAX_MEDIA = 10;

const UNKNOWN_TYPE = "application/octet-stream";

/** What kinds of files are called, by the beginning of their type. */
const KINDS: readonly (readonly [type: string, kind: string])[] = [
  ["image/", "image"],
  ["audio/", "audio"],
  ["video/", "video"],
  ["text/vcard", "contact"],
  ["text/x-vcard", "contact"],
  ["text/directory", "contact"],
  ["application/vcard", "contact"],
  ["text/calendar", "invitation"],
  ["text/", "text"],
  ["application/pdf", "document"],
];

/**
 * The media of a text, each by where Twilio keeps it. One that Twilio counts and does not say where it is, is there without
 * reference: a customer who has sent three is to see that three came.
 */
export function toAttachments(form: Form): InboundAttachment[] {
  const count = Math.min(mediaCount(form), MAX_MEDIA);
  return Array.from({ length: count }, (_, index) => {
    const contentType = mediaTypeOf(field(form, `MediaContentType${index}`)) ?? UNKNOWN_TYPE;
    const [, kind] = KINDS.find(([type]) => contentType.startsWith(type)) ?? [];
    return {
      filename: `${kind ?? "file"}-${index + 1}.${extensionOf(contentType)}`,
      contentType,
      content: null,
      size: null,
      contentId: null,
      reference: webAddress(field(form, `MediaUrl${index}`)),
    };
  });
}

/** How many media there are beyond those that are attachments. */
export function uncarriedMedia(form: Form): number {
  return Math.max(mediaCount(form) - MAX_MEDIA, 0);
}

/** Addresses count, too, where Twilio's own count is missing or too small. */
function mediaCount(form: Form): number {
  const told = Number.parseInt(field(form, "NumMedia") ?? "", 10);
  const named = Array.from({ length: MAX_MEDIA }, (_, index) => index + 1).findLast(
    (count) => field(form, `MediaUrl${count - 1}`) !== null,
  );
  return Math.max(Number.isNaN(told) ? 0 : told, named ?? 0);
}

function webAddress(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : null;
}
