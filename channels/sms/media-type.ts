import { fileTypeFromBuffer } from "file-type";
import type { FetchedMedia } from "../../src/contract/index.ts";

type MediaType = Pick<FetchedMedia, "contentType" | "extension">;

/** What we do not know, or what something may run: bytes to whoever saves it. */
const BYTES: MediaType = { contentType: "application/octet-stream", extension: "bin" };

/** What phones send, by the names that Twilio has for it. https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/jpg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/heic": "heic",
  "image/heif": "heif",
  "image/bmp": "bmp",
  "image/tiff": "tif",
  "audio/amr": "amr",
  "audio/amr-nb": "amr",
  "audio/basic": "au",
  "audio/aac": "aac",
  "audio/ac3": "ac3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "audio/vorbis": "ogg",
  "audio/webm": "weba",
  "audio/wav": "wav",
  "audio/vnd.wave": "wav",
  "audio/3gpp": "3gp",
  "audio/3gpp2": "3g2",
  "video/3gpp": "3gp",
  "video/3gpp2": "3g2",
  "video/mp4": "mp4",
  "video/mpeg": "mpg",
  "video/quicktime": "mov",
  "video/webm": "webm",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
  "text/directory": "vcf",
  "application/vcard": "vcf",
  "text/calendar": "ics",
  "text/plain": "txt",
  "text/csv": "csv",
  "text/rtf": "rtf",
  "text/richtext": "rtf",
  "application/pdf": "pdf",
  "application/vnd.apple.pkpass": "pkpass",
  "application/msword": "doc",
  "application/vnd.ms-excel": "xls",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
};

/** Formats that carry others, of which the first bytes tell no more. Only what was announced says which. */
const CARRIERS: ReadonlySet<string> = new Set(["application/x-cfb", "application/zip"]);

/** Begins like HTML, SVG or XML, behind a byte order mark perhaps. */
const MARKUP = /^(?:\xEF\xBB\xBF)?\s*</;

/** Without dot; `bin` for types that phones do not send. */
export function extensionOf(contentType: string): string {
  return (Object.hasOwn(EXTENSIONS, contentType) ? EXTENSIONS[contentType] : undefined) ?? BYTES.extension;
}

/** The type of a `Content-Type` header or parameter, lowercased and without its own parameters; null: it is none. */
export function mediaTypeOf(header: string | null | undefined): string | null {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

/**
 * What a file is: what its first bytes say, and what it was announced as only where bytes cannot tell. A picture that is
 * none, a page and a program are nothing but bytes.
 */
export async function sniff(content: Uint8Array, announced: string | null): Promise<MediaType> {
  const found = await fileTypeFromBuffer(content);
  if (found === undefined) return believe(content, announced);
  const contentType = mediaTypeOf(found.mime) ?? BYTES.contentType;
  if (CARRIERS.has(contentType) && announced !== null && isOffice(announced)) return known(announced);
  if (/^(?:image|audio|video)\//.test(contentType)) return { contentType, extension: found.ext };
  return Object.hasOwn(EXTENSIONS, contentType) ? known(contentType) : BYTES;
}

/** The bytes say nothing. Texts and old sounds have no mark of their own; everything else that phones send has one. */
function believe(content: Uint8Array, announced: string | null): MediaType {
  if (announced === null || !Object.hasOwn(EXTENSIONS, announced)) return BYTES;
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 1024)).toString("latin1");
  const isText = announced.startsWith("text/") && !MARKUP.test(start) && !start.startsWith("#!");
  return isText || /^(?:audio|video)\//.test(announced) ? known(announced) : BYTES;
}

const isOffice = (type: string): boolean => /^application\/(?:msword|vnd\.(?:ms-|openxml|apple\.pkpass))/.test(type);

function known(contentType: string): MediaType {
  return { contentType, extension: extensionOf(contentType) };
}
