import { isUtf8 } from "node:buffer";
import { fileTypeFromBuffer } from "file-type";

/** What no browser and no phone does anything with but keep it. */
const UNKNOWN = "application/octet-stream";

/**
 * The media type of a file by its bytes, lowercased and without parameters; what a name or a sender says counts for
 * nothing but the kind of a plain text. Texts in which a browser would find a page are of no known type.
 */
export async function sniffType(content: Uint8Array, filename: string): Promise<string> {
  const found = await fileTypeFromBuffer(content);
  if (found) return (found.mime.split(";")[0] ?? "").trim().toLowerCase();
  if (!isText(content)) return UNKNOWN;
  return /\.csv$/i.test(filename) ? "text/csv" : "text/plain";
}

/** How far a browser looks for a page (WHATWG, MIME Sniffing, section 5.2: 1,445 bytes). */
const LOOK_BYTES = 2_048;

function isText(content: Uint8Array): boolean {
  if (!isUtf8(content) || content.includes(0)) return false;
  const head = Buffer.from(content.subarray(0, LOOK_BYTES)).toString("utf8");
  return !/^[\ufeff\s]*<[a-z!?/]/i.test(head);
}
