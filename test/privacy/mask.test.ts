import { describe, expect, it } from "vitest";
import type { MaskedKind } from "../../src/privacy/finding.ts";
import { mask } from "../../src/privacy/mask.ts";
import { createRandom } from "../../src/standins/messages/cut-bytes.ts";
import { cpuMs } from "../harness/cpu-ms.ts";
import { NOTHING_SECRET } from "./nothing-secret.ts";
import { CARDS_WITH_CODES, SECRETS } from "./secrets.ts";

const lastOf = (secret: string) =>
  secret
    .normalize("NFKC")
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[^\dA-Za-z]/g, "")
    .slice(-4)
    .toUpperCase();

const MARKERS: Readonly<Record<MaskedKind, (secret: string) => string>> = {
  card_number: (secret) => `[card number ending ${lastOf(secret)}]`,
  security_code: () => "[security code]",
  password: () => "[password]",
  code: () => "[code]",
  secret_key: () => "[secret key]",
  social_security_number: () => "[social security number]",
  bank_account: (secret) => `[bank account ending ${lastOf(secret)}]`,
};

const table = Object.entries(SECRETS).flatMap(([kind, texts]) =>
  texts.map((text) => [kind as MaskedKind, text] as const),
);

describe("what must not be kept is taken out, and nothing else", () => {
  it.each(table)("%s: %s [PRIV-1]", (kind, written) => {
    const text = written.replaceAll(/[⟪⟫]/g, "");
    const kept = written.replaceAll(/⟪([^⟫]*)⟫/g, (_all, secret: string) => MARKERS[kind](secret));
    expect(mask(text)).toEqual({ text: kept, found: [kind] });
  });

  it.each(CARDS_WITH_CODES)("card and code: %s [PRIV-1]", (text, kept) => {
    expect(mask(text)).toEqual({ text: kept, found: ["card_number", "security_code"] });
  });

  it("the tables are large enough to say something [PRIV-1]", () => {
    expect(table.length).toBeGreaterThanOrEqual(120);
    expect(NOTHING_SECRET.length).toBeGreaterThanOrEqual(150);
  });
});

describe("what only looks like it stays", () => {
  it.each(NOTHING_SECRET)("%j [PRIV-2]", (text) => {
    expect(mask(text)).toEqual({ text, found: [] });
  });
});

/** A number that begins like this, of so many digits, whose check digit is right; or, by `off`, is not. */
function cardOf(prefix: string, length: number, random: () => number, off = 0): string {
  let digits = prefix;
  while (digits.length < length - 1) digits += Math.floor(random() * 10);
  const sum = digits
    .split("")
    .reverse()
    .reduce((all, digit, place) => {
      const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
      return all + (value > 9 ? value - 9 : value);
    }, 0);
  return digits + ((10 - (sum % 10) + off) % 10);
}

const ISSUED: readonly (readonly [prefix: string, length: number])[] = [
  ["4", 16],
  ["4", 19],
  ["51", 16],
  ["2221", 16],
  ["2720", 16],
  ["34", 15],
  ["37", 15],
  ["6011", 16],
  ["65", 16],
  ["36", 14],
  ["3530", 16],
  ["62", 16],
  ["62", 19],
  ["50", 16],
  ["2200", 16],
];
const BETWEEN = ["", " ", "-", ".", "  ", " - ", "\u00a0", "\t", "\n"];

function written(digits: string, random: () => number): string {
  const between = BETWEEN[Math.floor(random() * BETWEEN.length)] ?? "";
  const sizes = [[4], [4, 6, 5], [2], [1], [3], [5]][Math.floor(random() * 6)] ?? [4];
  const groups: string[] = [];
  for (let at = 0; at < digits.length; ) {
    const size = sizes[groups.length % sizes.length] ?? 4;
    groups.push(digits.slice(at, at + size));
    at += size;
  }
  return groups.join(between);
}

describe("of cards made by chance", () => {
  it("all are found, however they are written [PRIV-1]", () => {
    const random = createRandom(1);
    for (let n = 0; n < 3_000; n += 1) {
      const [prefix, length] = ISSUED[n % ISSUED.length] ?? ["4", 16];
      const digits = cardOf(prefix, length, random);
      const text = `Here it is: ${written(digits, random)}, please use it.`;
      expect(mask(text)).toEqual({
        text: `Here it is: [card number ending ${digits.slice(-4)}], please use it.`,
        found: ["card_number"],
      });
    }
  });

  it("none is found whose check digit is wrong [PRIV-2]", () => {
    const random = createRandom(2);
    for (let n = 0; n < 3_000; n += 1) {
      const [prefix, length] = ISSUED[n % ISSUED.length] ?? ["4", 16];
      const text = `${written(cardOf(prefix, length, random, 1 + Math.floor(random() * 9)), random)}.`;
      // Of a number in groups, some may be one by chance.
      if (/^\d+\.$/.test(text)) expect(mask(text)).toEqual({ text, found: [] });
    }
  });
});

describe("masking", () => {
  it("leaves nothing to mask [PRIV-1]", () => {
    for (const text of [...table.map(([, written]) => written.replaceAll(/[⟪⟫]/g, "")), ...CARDS_WITH_CODES.flat()]) {
      const once = mask(text).text;
      expect(mask(once)).toEqual({ text: once, found: [] });
    }
  });

  it.each([
    ["digits", "4"],
    ["digits with spaces", "4 1 "],
    ["groups of digits", "4111 1111 "],
    ["the names of passwords", "password password: "],
    ["words in quotes", 'password is "'],
    ["a token without end", "eyJ-"],
    ["dots", "eyJhbGci."],
    ["the beginnings of keys", "-----BEGIN PRIVATE KEY"],
    ["whole beginnings of keys", "-----BEGIN PRIVATE KEY-----"],
    ["the beginnings of IBANs", "DE89 3704 "],
    ["codes", "code is code is 12 "],
    ["tokens of links", "?token=?token="],
    ["letters", "a"],
    ["spaces", " "],
    ["one word after the other", "is my password "],
    ["digits of other scripts", "٤"],
  ])("takes no more time for 200 KB of %s [PRIV-3]", (_name, part) => {
    const text = part.repeat(Math.ceil(200_000 / part.length));
    const began = cpuMs();
    mask(text);
    expect(cpuMs() - began).toBeLessThan(5_000);
  });
});
