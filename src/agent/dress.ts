import { asLetter } from "./dress/as-letter.ts";
import { isReadable } from "./dress/is-readable.ts";
import { plainText } from "./dress/plain-text.ts";
import type { CustomerContext, Voice } from "./turn.ts";

/**
 * An answer as the channel wants it, whatever the model made of its instructions. Only its clothes change: no figure and no
 * link is in it that was not there, but for those of the signature. Markdown on a channel that shows it stays as it is to the
 * letter, for the customer may have watched it being written. Empty when there is nothing to read in it.
 */
export function dress(text: string, voice: Voice, customer: Pick<CustomerContext, "name" | "language">): string {
  const plain = plainText(text);
  if (!isReadable(plain)) return "";
  const worn = voice.markup === "plain" ? plain : text.trimEnd();
  return voice.signature === null ? worn : asLetter(worn, voice.signature, customer);
}
