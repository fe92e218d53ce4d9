/** What must not be kept. The values stand in markers and flags, so they stay. */
export type MaskedKind =
  | "card_number"
  | "security_code"
  | "password"
  | "code"
  | "secret_key"
  | "social_security_number"
  | "bank_account";

/** A stretch of a text that must not be kept, in UTF-16 units, and what stands there instead. */
export interface Finding {
  readonly kind: MaskedKind;
  readonly start: number;
  readonly end: number;
  readonly marker: string;
}

/** A finding for each match: of its group `secret`, or of all of it. The expression has the flags `d` and `g`. */
export function findAll(
  text: string,
  pattern: RegExp,
  kind: MaskedKind,
  marker: string,
  isOne: (match: RegExpExecArray) => boolean = () => true,
): Finding[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [start, end] = match.indices?.groups?.["secret"] ?? match.indices?.[0] ?? [0, 0];
    return end > start && isOne(match) ? [{ kind, start, end, marker }] : [];
  });
}
