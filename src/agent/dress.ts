import { asLetter } from "./dress/as-letter.ts";
import { plainText } from "./dress/plain-text.ts";
import type { CustomerContext, Voice } from "./turn.ts";

/**
 * An answer as the channel wants it, whatever the model made of its instructions. Only its clothes change: no figure and no
 * link is in it that was not there, but for those of the signature. Markdown on a channel that shows it stays as it is to the
 * letter, for the customer may have watched it being written.
 */
export function dress(text: string, voice: Voice, customer: Pick<CustomerContext, "name" | "language">): string {
  const marked = voice.markup === "plain" ? plainText(text) : text.trimEnd();
  // Nothing but markup, such as a line drawn across: better as it is than empty.
  const worn = marked === "" ? text.trim() : marked;
  return voice.signature === null ? worn : asLetter(worn, voice.signature, customer);
}
