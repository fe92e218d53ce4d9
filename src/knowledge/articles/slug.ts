import { basename } from "node:path";

/** File systems allow 255 bytes; ".md" and letters of two bytes have to fit. UTF-16 units. */
const MAX_SLUG_LENGTH = 200;

/** What file names are made of everywhere. Nothing that a path, an address or a terminal takes for something else. */
const SLUG = /^[\p{L}\p{M}\p{N} ._\-()'&,+!]+$/u;

/** An article's name by its file's. The same letters are the same name, however a disk writes their accents. */
export function slugOf(file: string): string {
  return basename(file, ".md").normalize("NFC");
}

/** Why an article cannot be called that, in words; null when it can. */
export function whyNoSlug(slug: string): string | null {
  if (slug.length > MAX_SLUG_LENGTH) return `a slug has at most ${MAX_SLUG_LENGTH} characters`;
  if (!SLUG.test(slug)) return "a slug has letters, digits, spaces and . _ - ( ) ' & , + ! only";
  if (/^[. ]|[. ]$/.test(slug)) return "a slug neither begins nor ends with a dot or a space";
  if (/\.md$/i.test(slug)) return "a slug is the file's name without .md";
  return null;
}
