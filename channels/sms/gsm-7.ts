import { SegmentedMessage } from "sms-segments-calculator";

/**
 * How long a text is in GSM-7, where 160 are one segment: `€` and the like are two. Null when it has a character that
 * GSM-7 lacks: then all of it is UCS-2, where 70 UTF-16 units are one.
 */
export function septetsOf(text: string): number | null {
  let sum = 0;
  for (const character of text) {
    const septets = septetsOfCharacter(character);
    if (septets === 0) return null;
    sum += septets;
  }
  return sum;
}

/** What Twilio's Smart Encoding writes for a character: itself when its list does not have it. */
export function smartEncoded(character: string): string {
  return new SegmentedMessage(character, "auto", true).graphemes.join("");
}

/** By character; 0: none. The library looks at whole texts, in a time that grows with the square of their length. */
const known = new Map<string, number>();

function septetsOfCharacter(character: string): number {
  // Nothing of GSM-7 is behind it: the scripts of half the world need no place in the memory.
  if (character > "€") return 0;
  const before = known.get(character);
  if (before !== undefined) return before;
  const { encodingName, numberOfCharacters } = new SegmentedMessage(character);
  const septets = encodingName === "GSM-7" ? numberOfCharacters : 0;
  known.set(character, septets);
  return septets;
}
