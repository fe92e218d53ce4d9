import type { References } from "../../src/contract/index.ts";
import type { EmailReading } from "./email-config.ts";
import { type Headers, header, headersNamed } from "./headers.ts";
import { partOf } from "./message-name.ts";

/** Long threads refer to their newest messages first; what is older leads to the same conversation. */
const MAX_ANCESTORS = 100;
/** RFC 5322, section 2.1.1: no line is longer, so no name is. */
const MAX_NAME_LENGTH = 998;

/** What a mail calls itself and what it answers. `reported`: names of ours that it is a report about. */
export function toReferences(
  headers: Headers,
  reported: readonly string[],
  { mailbox, secret }: Pick<EmailReading, "mailbox" | "secret">,
): References {
  const self = messageId(headers);
  const answered = headersNamed(headers, "in-reply-to").flatMap(parseNames);
  const earlier = headersNamed(headers, "references").flatMap(parseNames).reverse();
  const names = new Set([...answered, ...earlier, ...reported]);
  if (self !== null) names.delete(self);
  const parts = [...names].map((name) => partOf(name, secret)).filter((part) => part !== null);
  return { scope: mailbox, self, parts: [...new Set(parts)], ancestors: [...names].slice(0, MAX_ANCESTORS) };
}

/** The mail's own name, with brackets, or null when it has none. */
export function messageId(headers: Headers): string | null {
  return parseNames(header(headers, "message-id") ?? "")[0] ?? null;
}

/** The names in a field, with brackets. Old programs write words around them, broken ones leave out the brackets. */
function parseNames(value: string): string[] {
  const bracketed = value.match(/<[^<>]+>/g);
  const names =
    bracketed ??
    value
      .split(/[\s,]+/)
      .filter((word) => word.includes("@"))
      .map((word) => `<${word}>`);
  return names
    .map((name) => name.replace(/\s+/g, "").toWellFormed())
    .filter((name) => name.length > 2 && name.length <= MAX_NAME_LENGTH);
}
