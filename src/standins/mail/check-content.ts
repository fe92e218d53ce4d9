/** RFC 5321, section 4.5.3.1.6: without the CRLF. */
const MAX_LINE_BYTES = 998;

/** What a strict server has against the content of a mail, as a reply's text; null when nothing. */
export function checkContent(content: Buffer): string | null {
  const text = content.toString("latin1");
  // Servers that disagree about bare line ends are how mail is smuggled.
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) return "5.5.2 a bare CR or LF is not allowed";
  // 8BITMIME is not offered.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[^\t\r\n\x20-\x7e]/.test(text)) return "5.6.1 bytes beyond ASCII, or control characters";
  if (text.split("\r\n").some((line) => line.length > MAX_LINE_BYTES)) return "5.5.2 a line is too long";
  const header = text.split("\r\n\r\n", 1)[0] ?? "";
  const names = header
    .split(/\r\n(?![ \t])/)
    .map((field) => field.slice(0, Math.max(field.indexOf(":"), 0)).toLowerCase());
  if (names.some((name) => !/^[\x21-\x39\x3b-\x7e]+$/.test(name))) return "5.6.0 a header field is none";
  // RFC 5322, section 3.6: these exactly once, and none of the others twice.
  const count = (name: string): number => names.filter((other) => other === name).length;
  if (count("from") !== 1 || count("date") !== 1) return "5.6.0 From and Date have to be there once";
  const once = ["sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references", "subject"];
  return once.some((name) => count(name) > 1) ? "5.6.0 a header field is there twice" : null;
}
