/** An encoded word has 75 characters at most, and its line 76, with the name of the field (RFC 2047, section 2). */
const MAX_WORD_BYTES = 39;
/** Longer texts are folded, which encoded words do by themselves (RFC 5322, section 2.1.1). */
const MAX_PLAIN_LENGTH = 60;

/** Any text as the body of an unstructured field such as Subject: one that needs no encoding stays as it is. */
export function encodeText(text: string): string {
  const line = oneLine(text);
  return isPlain(line) ? line : encodedWords(line);
}

/** A name and an address as in From. The name may be empty. */
export function encodeMailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  const line = oneLine(name);
  if (line === "") return address;
  // Atoms and the spaces between them need no quotes (RFC 5322, section 3.2.3).
  if (/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(line) && isPlain(line)) return `${line} <${address}>`;
  if (isPlain(line)) return `"${line.replaceAll(/["\\]/g, "\\$&")}" <${address}>`;
  return `${encodedWords(line)}\r\n <${address}>`;
}

/** `filename` of a Content-Disposition, with everything before it. A long one is continued (RFC 2231, section 3 and 4). */
export function encodeFilename(filename: string): string {
  const line = oneLine(filename);
  if (/^[\w .()+-]{1,60}$/.test(line)) return `filename="${line}"`;
  // Everything that is no letter or digit, for a parameter has fewer characters than a URL (RFC 5987, section 3.2.1).
  const pieces = encodeURIComponent(line.toWellFormed())
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .match(/(?:%..|[^%]){1,15}/g);
  return (pieces ?? [])
    .map((piece, index) => `filename*${index}*=${index === 0 ? "UTF-8''" : ""}${piece}`)
    .join(";\r\n ");
}

/** A line break in a field would begin another one. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ").trim();
}

function isPlain(line: string): boolean {
  return /^[\x20-\x7e]*$/.test(line) && line.length <= MAX_PLAIN_LENGTH && !line.includes("=?");
}

/** No character is cut in two: each word has to be one by itself (RFC 2047, section 5). */
function encodedWords(line: string): string {
  const words: string[] = [];
  let word = "";
  for (const char of line.toWellFormed()) {
    if (bytesOf(word + char).length > MAX_WORD_BYTES) {
      words.push(word);
      word = "";
    }
    word += char;
  }
  return [...words, word].map((text) => `=?UTF-8?B?${btoa(String.fromCharCode(...bytesOf(text)))}?=`).join("\r\n ");
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
