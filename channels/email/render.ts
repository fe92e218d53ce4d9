import type { OutboundFile, RenderedPart, Said } from "../../src/contract/index.ts";

/** Blanks of no width, joiners and the like are nothing to send. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Of all files of a mail, bytes. Base64 makes them a third larger, and many servers take 25 MB with all that
 * (https://support.google.com/mail/answer/6584).
 */
const MAX_ATTACHED_BYTES = 18 * 1024 * 1024;

/** One mail. What would make it too large for the customer's server is linked to instead. */
export function render({ text, files }: Said): readonly RenderedPart[] {
  const attached: OutboundFile[] = [];
  const linked: OutboundFile[] = [];
  let total = 0;
  for (const file of files) {
    const fits = total + file.size <= MAX_ATTACHED_BYTES;
    (fits ? attached : linked).push(file);
    if (fits) total += file.size;
  }
  const lines = linked.map(({ filename, url }) => `[${plain(filename)}](${url})`);
  const words = [text.trim(), ...lines].filter((line) => VISIBLE.test(line)).join("\n\n");
  return words === "" && attached.length === 0 ? [] : [{ text: words, files: attached.map(({ id }) => id) }];
}

/** What Markdown would take for a sign of its own. */
const plain = (filename: string): string => filename.replaceAll(/[\\`*_[\]<>&!~|]/g, "\\$&");
