import { decodeHTMLStrict } from "entities";

/** What may be part of markup, but not of an address: `&amp;` and blanks are what they stand for wherever they are. */
const MARKUP = /[!#$%()*+,./:;<=>?@[\\\]^_`{|}~-]/;
/** A digit that is written like that would be a figure nobody has looked at; the others are no characters for people. */
const UNSHOWN = /[\p{N}\p{Cs}\p{Co}\uFFFD]|(?!\s)\p{Cc}/u;

/** The text with characters in place of `&rsquo;`, `&#8217;` and the like; `keep` is asked for what could be taken for markup. */
export function withCharacters(text: string, keep: (character: string) => string): string {
  return text.replaceAll(/&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi, (whole) => {
    const characters = decodeHTMLStrict(whole);
    if (characters === whole || UNSHOWN.test(characters)) return whole;
    return MARKUP.test(characters) ? keep(characters) : characters;
  });
}
