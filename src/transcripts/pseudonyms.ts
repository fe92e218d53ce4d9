import { namesIn } from "./names.ts";
import { addressesIn } from "./street-addresses.ts";

/** What is known of a conversation's people beforehand. */
export interface KnownPeople {
  /** As they were given: first names, last names, both, display names of mails. */
  readonly names: readonly string[];
  /** Mailboxes, phone numbers and whatever else reaches somebody. */
  readonly addresses: readonly string[];
  /** Mailboxes that say of nobody who he is, such as our own; lowercased. */
  readonly everybodys: ReadonlySet<string>;
}

/** Every mailbox that is named in a text, lowercased. */
export function mailboxesIn(text: string): string[] {
  return [...text.matchAll(EMAIL)].map(([mailbox]) => mailbox.toLowerCase());
}

/** Puts `[name 1]`, `[email 2]` in the place of what tells who somebody is: the same for the same, within a conversation. */
export interface Pseudonyms {
  /** Looks for names and streets that a text tells, so that they are replaced in all texts, however written there. */
  learn(text: string): void;
  replace(text: string): string;
}

type Kind = "name" | "email" | "phone" | "number" | "address" | "account" | "ip";

/** Bounded, and begun at the beginning of a word, so that a long one without an @ takes no time. */
const EMAIL = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,80}@[\p{L}\p{N}-]{1,80}(?:\.[\p{L}\p{N}-]{1,80}){1,8}/gu;
const IP =
  /\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b|\b(?:[\da-f]{1,4}:){5,7}[\da-f]{1,4}\b|\b(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}\b/gi;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b/g;
/** Digits as phone numbers are written; how many there must be is counted apart. */
const PHONE = /(?<![\p{L}\p{N}_.#-])(?:\+|00)?\(?\d[\d ()./-]{5,22}\d(?![\p{L}\p{N}_-])/gu;
/** What follows the path of a link may say who somebody is. */
const QUERY = /(https?:\/\/[^\s?<>"')\]]{1,2000})\?[^\s<>"')\]]+/g;
/** E.164 has at most 15; with fewer than 7 nobody can be called. */
const PHONE_DIGITS = { least: 7, most: 15 };
/** 2026-11-27, 27.11.2026, 11/27/26, and the hour behind them are no phone numbers. */
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))\b/;
/** An amount with its thousands: 1.250.000. */
const AMOUNT = /^\d{1,3}(?:[., {2}]\d{3})+(?:[.,]\d{1,2})?$/;

export function createPseudonyms(known: KnownPeople): Pseudonyms {
  const given = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const standIn = (kind: Kind, key: string): string => {
    const already = given.get(`${kind}:${key}`);
    if (already !== undefined) return already;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `[${kind} ${count}]`;
    given.set(`${kind}:${key}`, name);
    return name;
  };
  /** Of a person: every part of a name, by the whole one. */
  const names = new Map<string, string>();
  const addName = (name: string): void => {
    const [whole = "", ...parts] = partsOf(name);
    const person = names.get(whole.toLowerCase()) ?? whole.toLowerCase();
    for (const part of [whole, ...parts]) if (!names.has(part.toLowerCase())) names.set(part.toLowerCase(), person);
  };
  const places = new Map<string, RegExp>();
  for (const name of known.names) addName(name);
  const addresses = known.addresses.filter((address) => address.trim().length >= SHORTEST_ADDRESS);
  const phones = new Set(addresses.filter(isPhone).map(digitsOrWords));
  /** Digits alone are as likely the number of an order. */
  const kindOfDigits = (digits: string): Kind =>
    /^\d+$/.test(digits) && !/^0[1-9]/.test(digits) && !phones.has(digitsOrWords(digits)) ? "number" : "phone";

  return {
    learn(text) {
      for (const name of namesIn(text)) addName(name);
      for (const place of addressesIn(text)) places.set(place.toLowerCase(), anyWriting(place));
    },
    replace(text) {
      let out = text.replace(QUERY, "$1");
      for (const address of addresses)
        out = out.replaceAll(address, () => standIn(kindOf(address), digitsOrWords(address)));
      out = out
        .replace(EMAIL, (email) =>
          known.everybodys.has(email.toLowerCase()) ? email : standIn("email", email.toLowerCase()),
        )
        .replace(IBAN, (iban) => standIn("account", iban.replaceAll(" ", "")))
        .replace(IP, (ip) => standIn("ip", ip.toLowerCase()))
        .replace(PHONE, (digits) => (isPhone(digits) ? standIn(kindOfDigits(digits), digitsOrWords(digits)) : digits));
      for (const [place, written] of places) out = out.replace(written, () => standIn("address", place));
      for (const place of addressesIn(out)) out = out.replaceAll(place, () => standIn("address", place.toLowerCase()));
      return replaceNames(out, names, (name) => standIn("name", names.get(name.toLowerCase()) ?? name.toLowerCase()));
    },
  };
}

const SHORTEST_ADDRESS = 5;

/** A number is the same with and without its spaces, and with or without the country before it. */
function digitsOrWords(address: string): string {
  if (address.includes("@")) return address.toLowerCase();
  const digits = address.replaceAll(/\D/g, "");
  return digits.length >= PHONE_DIGITS.least ? digits.slice(-PHONE_DIGITS.least) : address.toLowerCase();
}

function kindOf(address: string): Kind {
  if (address.includes("@")) return "email";
  return isPhone(address) ? "phone" : "account";
}

function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "").length;
  return digits >= PHONE_DIGITS.least && digits <= PHONE_DIGITS.most && !DATE.test(text) && !AMOUNT.test(text);
}

/** A name as a whole, and each word of it. What is too short for a name, or a title, says nothing. */
function partsOf(name: string): string[] {
  const whole = name
    .replaceAll(/["“”<>()]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const words = whole.split(/[\s,]+/).filter((word) => word.length >= SHORTEST_NAME && !TITLES.has(word.toLowerCase()));
  return whole.length >= SHORTEST_NAME ? [whole, ...words] : words;
}

const SHORTEST_NAME = 3;
const TITLES: ReadonlySet<string> = new Set("mrs miss prof the and von van der den del della dos".split(" "));

/** Names that are words as well: in small letters they are those words. */
const WORDS_TOO: ReadonlySet<string> = new Set(
  "will mark may rose bill sue art grant faith hope joy grace penny frank rich chase pat jack max guy ray dale april june august summer autumn dawn eve ivy olive amber ruby pearl hunter mason page reed stone young long short green brown black white king price love day bell fields woods rivers banks case cash west north miles chance drew earnest gene harmony iris jewel lance melody nick norm olive pierce ransom rob royal sky sterling star stormy trace ward wade major lane street hill park field ford church fox wolf bird fish best back house home page power rush sharp small smart strong swift wise wood work support".split(
    " ",
  ),
);

/** Longest first, so that a whole name is one, and as words of their own alone. */
function replaceNames(text: string, names: ReadonlyMap<string, string>, standIn: (name: string) => string): string {
  if (names.size === 0) return text;
  const sorted = [...names.keys()].sort((a, b) => b.length - a.length);
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${sorted.map(literally).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return text.replace(expression, (name) =>
    WORDS_TOO.has(name.toLowerCase()) && name === name.toLowerCase() ? name : standIn(name),
  );
}

/** The same words in a row, whatever case they are in and whatever stands between them. */
function anyWriting(place: string): RegExp {
  const words = place.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.map(literally).join("[^\\p{L}\\p{N}]{1,4}")}(?![\\p{L}\\p{N}])`, "giu");
}

const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
