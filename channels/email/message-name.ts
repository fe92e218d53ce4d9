import { createHmac, timingSafeEqual } from "node:crypto";

/** How a name of ours looks wherever it stands in a mail. Relays may change its case. */
const OUR_NAME = /<?part\.([0-9a-f]{32})\.([0-9a-f]{16})@[a-z0-9.[\]:-]{1,255}>?/i;

/** No report names more than a few mails of ours; one full of forged names is not read to its end. */
const MAX_NAMES = 100;

/**
 * The Message-ID of a part of ours, with brackets, the same at every attempt. The dots keep it from looking like the
 * random names of spam (SpamAssassin's MSGID_RANDY wants a local part of letters, digits, `$` and `-` only).
 */
export function nameOf(partId: string, domain: string, secret: string): string {
  const hex = partId.replaceAll("-", "").toLowerCase();
  return `<part.${hex}.${sign(hex, secret)}@${domain}>`;
}

/** The part that a name names, or null when it is none that we made. */
export function partOf(name: string, secret: string): string | null {
  const match = OUR_NAME.exec(name);
  if (match === null || match[0].length !== name.length) return null;
  const hex = (match[1] ?? "").toLowerCase();
  const claimed = Buffer.from((match[2] ?? "").toLowerCase());
  if (!timingSafeEqual(Buffer.from(sign(hex, secret)), claimed)) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The names in these texts that we made, with brackets, one of each part. */
export function ourNamesIn(texts: readonly string[], secret: string): readonly string[] {
  const found = new Map<string, string>();
  let looked = 0;
  for (const text of texts) {
    for (const [match] of text.matchAll(new RegExp(OUR_NAME, "gi"))) {
      looked += 1;
      if (looked > MAX_NAMES) return [...found.values()];
      const part = partOf(match, secret);
      if (part !== null && !found.has(part)) found.set(part, `<${match.replace(/^<|>$/g, "")}>`);
    }
  }
  return [...found.values()];
}

/** 64 bits, as hexadecimal: enough against guessing over SMTP, short enough for every relay. */
function sign(hex: string, secret: string): string {
  return createHmac("sha256", secret).update(`part.${hex}`).digest("hex").slice(0, 16);
}
