/** More than an operator takes in at a glance. */
const MOST_FACTS = 20;
const MAX_FACT_LENGTH = 80;

const NUMBER_NOUNS =
  "order|invoice|ticket|case|account|reference|tracking|customer|bestellung|rechnung|auftrag|kunde|commande|facture|dossier|pedido|factura|ordine|fattura|encomenda|fatura|bestelling|factuur";
const MONTHS =
  "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|mar(?:ch|s|zo)?|m[äa]rz|apr(?:il)?|avr(?:il)?|may|mai|mayo|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|ao[ûu]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember|embre)?|d[ée]c(?:embre)?";

/** What is worth repeating of what a customer writes, most telling first. */
const PATTERNS: readonly RegExp[] = [
  // Amounts of money.
  /(?<![\p{L}\p{N}])(?:us|ca|au)?[$€£¥]\s?\d(?:[\d.,' ]{0,20}\d)?(?:\s?k\b)?/giu,
  /(?<![\p{L}\p{N}.,])\d(?:[\d.,']{0,20}\d)?\s?(?:[$€£¥]|(?:usd|eur|gbp|chf|jpy|dollars?|euros?|pounds?|bucks|franken|francs?|d[óo]lares|reais)\b)/giu,
  // Numbers of orders, invoices and tickets.
  new RegExp(
    `(?<!\\p{L})(?:${NUMBER_NOUNS})(?:s?nummer|\\s+number)?\\s*(?:id|no\\.?|nr\\.?|n[°º]|#|:){0,3}\\s*[a-z]{0,4}[-#]?\\d[\\w-]{2,40}`,
    "giu",
  ),
  /(?<![\p{L}\p{N}-])[A-Z]{2,6}-\d{2,}(?:-\w+)*/gu,
  /(?<![\p{L}\p{N}&])#\d{3,}/gu,
  // Dates.
  /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/gu,
  /(?<![\d./])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d./])/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:${MONTHS})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:de\\s+|of\\s+)?(?:${MONTHS})\\b\\.?)(?:,?\\s+(?:de\\s+)?\\d{4})?`,
    "giu",
  ),
  // How to reach them, and where it happens.
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu,
  /https?:\/\/[^\s<>"')\]]+/giu,
  // What they see, and what they use.
  /(?<!\p{L})(?:error|fehler|erreur|errore|erro|status|http)(?:\s?code)?\s*[:#]?\s*[a-z]{0,4}[-_]?\d{2,6}\b/giu,
  /(?<!\p{L})(?:ios|ipados|android|windows|macos|ubuntu|chrome|firefox|safari|edge|version)\s+v?\d+(?:\.\d+)*/giu,
  /(?<![\p{L}\p{N}.])v?\d+\.\d+\.\d+(?:\.\d+)?(?![.\d])/gu,
];

/** Amounts, dates, numbers, addresses, errors and versions that a customer named: each once, as it was written. */
export function customerFacts(texts: readonly string[]): string[] {
  const found = PATTERNS.flatMap((pattern) => texts.flatMap((text) => text.match(pattern) ?? []))
    .map((fact) =>
      fact
        .replaceAll(/\s+/g, " ")
        .replace(/[.,;:!?'\s]+$/, "")
        .trim(),
    )
    .filter((fact) => fact !== "" && fact.length <= MAX_FACT_LENGTH);
  const kept: string[] = [];
  for (const fact of found) if (!kept.some((one) => covers(one, fact))) kept.push(fact);
  return kept.slice(0, MOST_FACTS);
}

/** "order #1234" says what "#1234" does. */
const covers = (one: string, fact: string): boolean => one.toLowerCase().includes(fact.toLowerCase());
