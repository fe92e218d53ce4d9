const GREETING = /^(?:hi|hello|hey|dear|hallo|guten tag|bonjour|hola|ciao|ola|beste)\b[^\n?]{0,40}[,!.]?[ ]*\n+/;
const CLOSING =
  /\n\s*(?:best|best regards|kind regards|regards|all the best|sincerely|cheers|thanks|thank you|mfg|viele gru(?:ss|ß)e|mit freundlichen gru(?:ss|ß)en|cordialement|bien a vous|saludos|un saludo|cordiali saluti|saluti|cumprimentos|groeten|met vriendelijke groet)[,.!]?\s*(?:\n\s*([\p{L}][\p{L}.'-]*(?: [\p{L}][\p{L}.'-]*){0,2}))?\s*$/u;
/** What could stand where a name stands, and is none. */
const NO_NAME =
  /\b(?:no|not|never|don't|do not|stop|wait|later|nein|nicht|non|pas|nao|niet|warte|espera|aspetta|cancel)\b/;

/** Plain words without what letters begin and end with: a greeting, a closing, a name. */
export function withoutLetterForm(words: string): string {
  const [closing, name] = CLOSING.exec(words) ?? [];
  const body = closing !== undefined && !NO_NAME.test(name ?? "") ? words.slice(0, -closing.length) : words;
  return body.replace(GREETING, "").trim();
}
