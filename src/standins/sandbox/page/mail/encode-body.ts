/** A line of an encoded body has 76 characters at most, with the `=` that continues it (RFC 2045, section 6.7 and 6.8). */
const MAX_LINE_LENGTH = 76;
const BASE64_LINE_BYTES = (MAX_LINE_LENGTH / 4) * 3;

/** Text as quoted-printable UTF-8, with CRLF. */
export function quotedPrintable(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => fold(charsOf(line)))
    .join("\r\n");
}

/** Bytes as base64, with CRLF after each line but the last. */
export function base64Lines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BASE64_LINE_BYTES)
    lines.push(btoa(String.fromCharCode(...bytes.subarray(at, at + BASE64_LINE_BYTES))));
  return lines.join("\r\n");
}

function charsOf(line: string): string[] {
  const bytes = new TextEncoder().encode(line);
  return [...bytes].map((byte, index) => {
    const isBlank = byte === 0x20 || byte === 0x09;
    // Blanks at the end of a line get lost on the way.
    const stays = isBlank ? index < bytes.length - 1 : byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    return stays ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

function fold(chars: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const char of chars) {
    if (line.length + char.length > MAX_LINE_LENGTH - 1) {
      lines.push(`${line}=`);
      line = "";
    }
    line += char;
  }
  return [...lines, line].join("\r\n");
}
