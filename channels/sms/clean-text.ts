/**
 * A text without what no phone shows: control characters, overrides of the direction of writing, halves of characters.
 * Lines end with `\n`, tabs are blanks, blanks around it are gone. Empty when there is nothing in it to be seen.
 */
export function cleanText(text: string): string {
  const clean = text
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/(?!\n)\p{Cc}|[\u202D\u202E]|\p{Cs}/gu, "")
    .trim();
  return isVisible(clean) ? clean : "";
}

/** Blanks, joiners, marks of direction and the like are nothing to see. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}
