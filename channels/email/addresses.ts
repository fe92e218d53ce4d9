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

/**
 * Of all fields of one name together, for the parser's time grows with the square of the groups in them. A field beyond it
 * says nothing: cut anywhere, it might name somebody else.
 */
const MAX_LENGTH = 32 * 1024;
/** No field for addresses may come twice (RFC 5322, section 3.6); servers add some of theirs. */
const MAX_FIELDS = 10;
const MAX_MAILBOXES = 200;

/** A header is asked for the same fields several times. */
const known = new WeakMap<Headers, Map<string, readonly Mailbox[]>>();

/** The mailboxes of all fields of this name, in order, without what is no address; at most 200. */
export function mailboxes(headers: Headers, field: string): readonly Mailbox[] {
  const fields = known.get(headers) ?? new Map<string, readonly Mailbox[]>();
  known.set(headers, fields);
  const found = fields.get(field) ?? parseFields(headersNamed(headers, field));
  fields.set(field, found);
  return found;
}

function parseFields(values: readonly string[]): readonly Mailbox[] {
  let length = 0;
  const short = values.slice(0, MAX_FIELDS).filter((value) => {
    length += value.length;
    return length <= MAX_LENGTH;
  });
  return short.flatMap(parseMailboxes).slice(0, MAX_MAILBOXES);
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
