import { isVisible } from "./clean-text.ts";
import { seamsOf } from "./seams.ts";

/**
 * The text as parts of at most `maxLength` UTF-16 units, numbered "(1/3) " when there are several. Cut between paragraphs,
 * else lines, sentences, words; never inside an address or a character, unless that alone is longer than a part. `change` is
 * applied to each part, which may become longer by it. Nothing to see: no parts.
 */
export function splitText(text: string, maxLength: number, change: (part: string) => string = asItIs): string[] {
  const whole = change(text.trim());
  if (!isVisible(whole)) return [];
  if (whole.length <= maxLength) return [whole];
  for (let digits = digitsOf(Math.ceil(whole.length / maxLength)); ; digits++) {
    const room = maxLength - numberOf("9".repeat(digits), "9".repeat(digits)).length;
    const parts = pack(whole, room).flatMap((part) => {
      const changed = change(part);
      return changed.length <= room ? [changed] : pack(changed, room);
    });
    if (parts.length === 1) return parts;
    if (digitsOf(parts.length) <= digits) return parts.map((part, index) => numberOf(index + 1, parts.length) + part);
  }
}

const asItIs = (part: string): string => part;
const digitsOf = (count: number): number => String(count).length;
const numberOf = (part: number | string, of: number | string): string => `(${part}/${of}) `;

function pack(text: string, room: number): string[] {
  const findSeam = seamsOf(text);
  const parts: string[] = [];
  let from = 0;
  while (text.length - from > room) {
    const seam = findSeam(from, room);
    parts.push(text.slice(from, seam));
    from = behindBlanks(text, seam);
  }
  parts.push(text.slice(from));
  return parts.filter(isVisible);
}

/** A blank that bears a mark stays with it. */
function behindBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at > from && /^[\p{M}\u200D]/u.test(text.slice(at, at + 2)) ? at - 1 : at;
}
