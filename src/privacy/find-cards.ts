import { isCardNumber } from "./card-number.ts";
import { type Finding, findAll } from "./finding.ts";

/** Digits of a number as people write it: in groups, with spaces, dashes or dots between, or with nothing that shows. */
const RUN = /\d+(?:[\s.\-‐-―_\u00ad\u200b-\u200d\u2060\ufeff]{1,3}\d+)*/g;

/** Four groups of four with a sign between that numbers of other kinds, and lists of them, have as well. */
const QUARTERS = /(?<!\d|\d[/,|*])\d{4}([/,|*])\d{4}\1\d{4}\1\d{4}(?!\d|\1\d)/g;

/** Groups as they stand on cards: within a longer run of numbers only these are one. */
const ON_CARDS: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [8, 8],
];
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** What else has as many digits, said right before it. */
const OTHER_NUMBER =
  /(?:\b(?:order|tracking|invoice|ticket|ref(?:erence)?|case|imei|isbn|ean|gtin|upc|barcode|serial|shipment|parcel|customer|member|transaction|bestell|sendungs?|kunden|rechnungs?|commande|pedido|factura|facture)[-_ ]?(?:number|n[°º]|nummer|num[eé]ro|n[uú]mero|no|nr|id|code)?|#)\W{0,3}(?:is|was|ist|lautet|est|es)?\W{0,3}$/i;
const CARD_WORD =
  /\b(?:(?:credit|debit|kredit|bank)?[- ]?(?:card|karte)|carte|tarjeta|cart[aã]o|visa|master ?card|amex|american express|maestro|cvv|cvc|cc)\b/i;
const PHONE_WORD = /\b(?:phone|call|mobile|cell|tel|telefon|handy|whatsapp|fax|hotline|ean|gtin|barcode)\b/i;
/** What stands right before a number must be read in full, and no more. UTF-16 units. */
const BEFORE = 48;

interface Group {
  readonly start: number;
  readonly digits: string;
}

/** Payment cards, and the codes on their backs. `text` has ASCII digits only. */
export function findCards(text: string): Finding[] {
  const cards = [...text.matchAll(RUN), ...text.matchAll(QUARTERS)].flatMap((run) => cardsIn(run, text));
  return [
    ...cards,
    ...cards.flatMap((card) => codeBehind(card, text)),
    ...findAll(text, SAID_CODE, "security_code", CODE),
  ];
}

function cardsIn(run: RegExpExecArray, text: string): Finding[] {
  const groups = [...run[0].matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ start: run.index + index, digits }));
  const whole = cardOf(groups, text);
  if (whole && isAllowed(groups)) return [whole];
  const found: Finding[] = [];
  for (let at = 0; at < groups.length; ) {
    const [card, taken] = cardAt(groups, at, text);
    if (card) found.push(card);
    at += taken;
  }
  return found;
}

/** A number of thirteen digits is mostly something else, unless it is written like a card. */
function isAllowed(groups: readonly Group[]): boolean {
  return groups.length === 1 || groups.reduce((sum, { digits }) => sum + digits.length, 0) > MIN_DIGITS;
}

function cardAt(groups: readonly Group[], at: number, text: string): readonly [Finding | null, number] {
  for (const lengths of [[groups[at]?.digits.length ?? 0], ...ON_CARDS]) {
    const some = groups.slice(at, at + lengths.length);
    if (some.length < lengths.length || some.some(({ digits }, index) => digits.length !== lengths[index])) continue;
    const card = cardOf(some, text);
    if (card) return [card, lengths.length];
  }
  return [null, 1];
}

function cardOf(groups: readonly Group[], text: string): Finding | null {
  const [first, last] = [groups[0], groups.at(-1)];
  const digits = groups.map((group) => group.digits).join("");
  if (!first || !last || digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || !isCardNumber(digits)) return null;
  const end = last.start + last.digits.length;
  if (isPartOfMore(first.start, end, text) || isSomethingElse(first, groups.length, text)) return null;
  return { kind: "card_number", start: first.start, end, marker: `[card number ending ${digits.slice(-4)}]` };
}

/** Of a phone number with its plus, a key in letters and digits, an address on the web, or a decimal. */
function isPartOfMore(start: number, end: number, text: string): boolean {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const isCutOff = /[\p{L}\d]/u.test(text[end] ?? "") && !/^(?:cv[vc]|csc|cid|exp)/i.test(text.slice(end, end + 3));
  if (isCutOff || /(?:\+|\b0\.|[$€£]\s?)$/.test(before)) return true;
  if (/:\/\/\S*$/.test(before)) return true;
  const word = /[\p{L}_]+[-_]?$/u.exec(before)?.[0];
  return word !== undefined && !CARD_WORD.test(word.replace(/[-_]$/, ""));
}

/** Whether what stands right before a number says that it is one of something else. */
export function hasOtherNumber(before: string): boolean {
  const near = before.slice(-BEFORE);
  return OTHER_NUMBER.test(near) || /\b(?:phone|call|mobile|cell|tel|telefon|handy|whatsapp)\b\D*$/i.test(near);
}

function isSomethingElse({ start, digits }: Group, groups: number, text: string): boolean {
  if (CARD_WORD.test(text.slice(Math.max(0, start - 200), start + 200))) return false;
  if (groups > 1) return false;
  if (digits.length === MIN_DIGITS && PHONE_WORD.test(text.slice(Math.max(0, start - 200), start + 200))) return true;
  return OTHER_NUMBER.test(text.slice(Math.max(0, start - BEFORE), start));
}

const CODE = "[security code]";

/** By its name, which nothing else has. */
const SAID_CODE =
  /(?<![A-Za-z_])(?:cvv2?|cvc2?|csc|cvn|card (?:security |verification )?code|security code(?: (?:on|of) (?:my|the|this) card)?|(?:3|three|4|four) digits on (?:the|its) (?:back|front)(?: of (?:my|the) card)?|pr[üu]f(?:ziffer|nummer)|code de s[ée]curit[ée] de la carte|c[óo]digo de seguridad de la tarjeta)\b[\s:=#-]{0,4}(?:(?:code|is|was|are|number|ist|lautet|est|es|is:)[\s:=#-]{0,3}){0,2}(?<secret>\d{3,4})(?!\d)/dgi;

/** After the number, with or without the month it ends. */
const BEHIND =
  /^[\s,;:|/]{0,3}(?:(?:exp(?:iry|ires?|iration)?|valid(?: thru| until)?|good thru|ablauf)?[\s.:,;|/]{0,3}\d{1,2} ?[/-] ?\d{2,4}[\s,;:|/]{1,3})?(?<name>(?:and )?(?:security )?(?:code|csc|cid|pin)[\s:=]{0,3})?(?<secret>\d{3,4})(?![\d/-])/di;

function codeBehind({ start, end }: Finding, text: string): Finding[] {
  const match = BEHIND.exec(text.slice(end, end + 60));
  const [from, to] = match?.indices?.groups?.["secret"] ?? [0, 0];
  // Four digits have American Express alone, whose numbers have fifteen; else it is a year.
  const isLong = to - from === 4 && text.slice(start, end).replaceAll(/\D/g, "").length !== 15;
  if (to === 0 || (isLong && match?.groups?.["name"] === undefined)) return [];
  return [{ kind: "security_code", start: end + from, end: end + to, marker: CODE }];
}
