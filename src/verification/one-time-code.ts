import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

const DIGITS = 6;

export function newCode(): string {
  return String(randomInt(0, 10 ** DIGITS)).padStart(DIGITS, "0");
}

/** HMAC-SHA256 in hex, of one verification: the same code of another one hashes to something else. */
export function codeHash(code: string, verificationId: string, secret: string): string {
  return createHmac("sha256", secret).update(`${verificationId}:${code}`).digest("hex");
}

/** In place of a hash where no code was sent: no code in the world fits it. */
export function hashOfNone(): string {
  return randomBytes(32).toString("hex");
}

export function isRightCode(
  code: string,
  { id, codeHash: stored }: { readonly id: string; readonly codeHash: string },
  secret: string,
): boolean {
  return timingSafeEqual(Buffer.from(codeHash(code, id, secret)), Buffer.from(stored));
}

/** Neither in a word or a longer number, nor after what makes it an amount or the number of something. */
const CODE =
  /(?<![\p{L}\p{N}$€£#+_]|[\p{L}\p{N}][-/]|\d[ \u00a0.,:])\d{3}[ \u00a0-]?\d{3}(?![\p{L}\p{N}]|[.,:/-]\d|[ \u00a0]\d)/gu;

/** What may be a code: six digits together, or in two halves. As they are written; their digits are the code. */
export function codesIn(text: string): string[] {
  return text.match(CODE) ?? [];
}

export const digitsOf = (written: string): string => written.replaceAll(/\D/g, "");
