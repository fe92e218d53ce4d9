const CAPITALISED = String.raw`\p{Lu}[\p{L}'’.-]*`;
/** 12 Main Street, Apt 4; 221B Baker St */
const NUMBER_FIRST = String.raw`\d{1,5}[A-Za-z]?(?:-\d{1,5})?[ ,]+(?:(?:${CAPITALISED}|\d+(?:st|nd|rd|th))[ ]+){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Parkway|Pkwy|Highway|Hwy|Close|Crescent)\b\.?`;
/** 14 rue de la Paix, 3 avenue Victor Hugo */
const FRENCH = String.raw`\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|place|chemin|impasse|allée|quai)(?: (?:de|du|des|la|le|les|l['’]|d['’]))*(?: ?${CAPITALISED}){1,4}`;
/** Hauptstraße 12, Am Markt 3, Lange Gasse 5a, Keizersgracht 100 */
const NUMBER_LAST = String.raw`(?:${CAPITALISED} )?(?:\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|allee|gasse|platz|ring|damm|ufer|straat|laan|gracht|plein|kade)|(?:Straße|Strasse|Weg|Allee|Gasse|Platz|Ring|Damm) ${CAPITALISED})[ ]+\d{1,4}(?: ?[a-z](?![\p{L}]))?`;
/** Calle Mayor 5, Via Roma 10, Rua Augusta, 200 */
const SOUTHERN = String.raw`(?:Calle|Avenida|Avda\.|Paseo|Plaza|Carrer|Via|Viale|Piazza|Corso|Rua|Travessa|Largo)(?: (?:de|del|della|do|da|dos|das|la|el|los|las))*(?: ${CAPITALISED}){1,4},? (?:n\.?[ºo°]? ?)?\d{1,5}`;
/** The post code and the town behind it. */
const TOWN = String.raw`(?:[ ]*(?:,|\n)[ ]*(?:(?:Apt|Apartment|Suite|Unit|Floor|Flat|#)\.?[ ]*[\w-]+[ ]*(?:,|\n)[ ]*)?(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})? ${CAPITALISED}(?:[ ]${CAPITALISED}){0,2}|[ ]*(?:,|\n)[ ]*(?:(?:Apt|Apartment|Suite|Unit|Floor|Flat|#)\.?[ ]*[\w-]+[ ]*(?:,|\n)[ ]*)?${CAPITALISED}(?:[ ]${CAPITALISED}){0,2},? (?:[A-Z]{2},? )?\d{4,5}(?:-\d{4})?|[ ]*,[ ]*(?:Apt|Apartment|Suite|Unit|Floor|Flat)\.?[ ]*[\w-]+)?`;

const ADDRESS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[NUMBER_FIRST, FRENCH, NUMBER_LAST, SOUTHERN].join("|")})${TOWN}`,
  "gu",
);

/** Streets with their numbers, and the towns behind them, as they are written in a text; the longest first. */
export function addressesIn(text: string): string[] {
  const found = [...text.matchAll(ADDRESS)].map(([address]) => address.trim());
  return [...new Set(found)].sort((a, b) => b.length - a.length);
}
