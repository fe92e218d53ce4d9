import { createHash } from "node:crypto";

/** SHA-256 of the text, 64 hex digits: what vectors are kept by. The same text anywhere has one vector. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
