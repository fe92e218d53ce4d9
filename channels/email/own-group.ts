import { type Headers, header } from "./headers.ts";

/**
 * Whether a mailing list in the header is only how our own address works, such as support@ as a Google group: its
 * List-Id (RFC 2919) is the address with a dot for the at sign.
 */
export function ownGroup(headers: Headers, addresses: readonly string[]): boolean {
  const id = /<([^<>\s]{1,255})>/.exec(header(headers, "list-id")?.slice(0, 1000) ?? "")?.[1]?.toLowerCase();
  return id !== undefined && addresses.some((address) => address.replace("@", ".") === id);
}
