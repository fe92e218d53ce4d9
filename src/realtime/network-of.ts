import { isIPv6 } from "node:net";

/**
 * What an address is counted under. Null: it is not counted, being this machine, or a proxy on it that does not say for whom
 * it speaks, or unknown. Of IPv6 the first 64 bits, for that much is one customer's (RFC 6177).
 */
export function networkOf(address: string): string | null {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
  if (plain === "" || plain === "::1" || plain.startsWith("127.")) return null;
  if (!isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const [left, right] = [head, tail].map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => "0");
  return [...(left ?? []), ...zeros, ...(right ?? [])].slice(0, 4).join(":");
}
