import { domainToUnicode } from "node:url";
import { addressParser } from "postal-mime";
import { type Headers, headersNamed, readable } from "./headers.ts";

export interface Mailbox {
  /** Lowercased; international domains as people write them. */
  readonly address: string;
  /** On one line; null when there is none that says more than the address. */
  readonly name: string | null;
}

/** RFC 5321, section 4.5.3.1.3, with room for what is not ASCII. */
const MAX_ADDRESS_LENGTH = 320;
const MAX_NAME_LENGTH = 200;

/** The mailboxes of all fields of this name, in order, without what is no address. */
export function mailboxes(headers: Headers, field: string): readonly Mailbox[] {
  return headersNamed(headers, field).flatMap((value) => parseMailboxes(value));
}

/** The mailboxes of one field value; groups are taken apart. */
function parseMailboxes(value: string): readonly Mailbox[] {
  return addressParser(value, { flatten: true }).flatMap((parsed) => {
    const address = parseAddress(parsed.address ?? "");
    if (address === null) return [];
    const name = readable(parsed.name, MAX_NAME_LENGTH)
      .replace(/^['"]+|['"]+$/g, "")
      .trim();
    return [{ address, name: name === "" || name.toLowerCase() === address ? null : name }];
  });
}

/** The one way in which we write an address, or null for what is none. */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim().toLowerCase().toWellFormed();
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at);
  const domain = trimmed.slice(at + 1).replace(/\.$/, "");
  if (at < 1 || domain === "" || trimmed.length > MAX_ADDRESS_LENGTH) return null;
  if (/[\s<>()\p{Cc},;"\\@]/u.test(local) || /[^\p{L}\p{N}\p{M}.:[\]_-]/u.test(domain)) return null;
  // Empty for what is no host name, such as an address literal.
  return `${local}@${domainToUnicode(domain) || domain}`;
}

/** The host of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
