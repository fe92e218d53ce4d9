import { createHash } from "node:crypto";

/** What tells a mail from another with the same words: its Message-ID, or without one who sent it, when and about what. */
export type MailName = string | { readonly from: string; readonly date: string; readonly subject: string };

/**
 * The same for the same mail wherever it lies in the mailbox, and for no other, although Message-IDs get reused and
 * forged. The header is left out but for the name: servers add to it.
 */
export function fingerprint(mailbox: string, name: MailName, raw: Uint8Array): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([mailbox, name]))
    .update("\n");
  return hash.update(bodyOf(raw)).digest("hex");
}

/** Everything behind the header, with line feeds for line ends. A mail without an empty line is all header. */
function bodyOf(raw: Uint8Array): Buffer {
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1").replaceAll("\r\n", "\n");
  const empty = source.replace(/^\n+/, "").indexOf("\n\n");
  if (empty === -1) return Buffer.alloc(0);
  // Servers differ in how many line ends they put at the end.
  return Buffer.from(
    source
      .replace(/^\n+/, "")
      .slice(empty + 2)
      .trimEnd(),
    "latin1",
  );
}
