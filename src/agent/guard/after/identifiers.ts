import type { Value } from "./value.ts";

/** Tickets, orders, cases: letters, a hyphen, digits. What the world calls so (ISO-27001) stands in the source, too. */
const WITH_PREFIX = /(?<![\p{L}\p{N}-])([A-Z][A-Z0-9]{1,9})-(\d[\dA-Z]*(?:-[\dA-Z]+)*)(?![\p{L}\p{N}])/gu;
const TICKET = /(?<![\p{L}\p{N}])(TKT)[-#: ]{0,2}(\d+)/giu;
const NUMBER_OF =
  /(?<!\p{L})(?:ticket|case|reference|ref|request|order|invoice|confirmation|tracking|incident|vorgang|auftrag|bestellung|rechnung|commande|facture|pedido|factura|ordine|fattura|bestelling|referenz|référence|referencia)(?:\s?(?:number|no\.?|nr\.?|nummer|numéro|número|numero|id|code|#|:|is|ist|est|es|lautet)){0,3}\s*#?((?:[A-Z]{1,8}-?)?\d{3,}(?:-\d+)*)(?![\d%]|[.,]\d)/giu;
const HASH = /(?<![\p{L}\p{N}&/])#(\d{3,})(?!\d)/gu;

/** Numbers by which a matter is found again. */
export function ticketsOf(text: string): readonly Value[] {
  const found = [
    ...[...text.matchAll(TICKET)].map((match) => toValue(match, `${match[1]}${match[2]}`)),
    ...[...text.matchAll(WITH_PREFIX)].map((match) => toValue(match, `${match[1]}${match[2]}`)),
    ...[...text.matchAll(NUMBER_OF)].map((match) => toValue(match, match[1] ?? "")),
    ...[...text.matchAll(HASH)].map((match) => toValue(match, match[1] ?? "")),
  ];
  const starts = new Set<number>();
  return found.filter(({ start }) => !starts.has(start) && starts.add(start));
}

function toValue(match: RegExpExecArray, name: string): Value {
  return { kind: "ticket", keys: [`id:${plainId(name)}`], text: match[0], start: match.index };
}

const plainId = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

/** Everything in a source that may be such a number: each word with a digit, and pairs like "ISO 27001". */
export function idsIn(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return words.flatMap((word, at) => {
    if (!/\d/.test(word)) return [];
    const before = words[at - 1];
    return [plainId(word), ...(before && /^[A-Z]+$/.test(before) ? [plainId(before + word)] : [])].map(
      (id) => `id:${id}`,
    );
  });
}

/** Fewer digits are no phone number that anybody could call from anywhere. */
const MIN_DIGITS = 7;
const GROUPED = /(?<![\p{L}\p{N}.,#:/=_-])\+?\(?\d[\d ().-]{5,28}\d(?![\p{L}\p{N}%]|[.,:]\d)/gu;
const SPELLED =
  /(?<![\p{L}\p{N}])\+?1?[- ]?(8(?:00|33|44|55|66|77|88))[- ]((?=[A-Z-]*[A-Z])[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})*)(?![\p{L}\p{N}])/gu;

/** Numbers to call, and other long runs of digits, in any grouping. */
export function phonesOf(text: string): readonly Value[] {
  const grouped = [...text.matchAll(GROUPED)].flatMap((match): Value[] => {
    const digits = match[0].replaceAll(/\D/g, "");
    const isList = /\.\s|\s-\s|\d{1,3}-\d{1,3}\s\d{1,3}-\d{1,3}$/.test(match[0]);
    const isYears = /^(?:19|20)\d\d ?- ?(?:19|20)\d\d$/.test(match[0]);
    if (digits.length < MIN_DIGITS || isList || isYears) return [];
    return [{ kind: "phone", keys: phoneKeys(digits), text: match[0], start: match.index }];
  });
  const spelled = [...text.matchAll(SPELLED)].map(
    (match): Value => ({ kind: "phone", keys: [`id:${plainId(match[0])}`], text: match[0], start: match.index }),
  );
  return [...grouped, ...spelled];
}

/** With or without the country's code. */
function phoneKeys(digits: string): string[] {
  return [`digits:${digits}`, `digits:${digits.replace(/^0+/, "")}`];
}

/** What a long number of a source confirms: itself, and itself without the code of a country. */
export function confirmedPhones(keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const digits = key.slice("digits:".length);
    const shorter = [1, 2, 3].map((code) => digits.slice(code)).filter((rest) => rest.length >= MIN_DIGITS);
    return [key, ...(key.startsWith("digits:") ? shorter.map((rest) => `digits:${rest}`) : [])];
  });
}
