import { type Finding, findAll } from "./finding.ts";

/** As the Social Security Administration gives them out: never 000, 666 or 9xx, 00, 0000. */
const SSN = /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/dg;
const SAID_SSN =
  /\b(?:ssn|social security(?: number| no\.?| #)?)\b[\s:=#.]{0,3}(?:is|was)?[\s:=#]{0,3}(?<secret>(?!000|666|9)\d{3}[ .-]?(?!00)\d{2}[ .-]?(?!0000)\d{4})(?!\d)/dgi;

/** Countries with an IBAN, and how long theirs is: the registry of ISO 13616, release 99. */
const LENGTHS = new Map(
  (
    "NO15 BE16 BI27 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 " +
    "GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 TL23 SO23 OM23 AD24 CZ24 ES24 MD24 MN20 PK24 RO24 SA24 SE24 SK24 TN24 VG24 " +
    "LY25 PT25 ST25 IS26 TR26 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 SD18 " +
    "BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 DJ27 FK18 MT31 SC31 LC32 RU33"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);
/** All in capitals or none: what is mixed is a token of a program. */
const IBAN = /(?<![\w/=+-])(?:[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}|[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30})/g;

/** Numbers that people have from states and banks. */
export function findAccounts(text: string): Finding[] {
  const marker = "[social security number]";
  return [
    ...findAll(text, SSN, "social_security_number", marker),
    ...findAll(text, SAID_SSN, "social_security_number", marker),
    ...[...text.matchAll(IBAN)].flatMap(ibanIn),
  ];
}

/** What follows in capitals need not be part of it. */
function ibanIn({ 0: match, index }: RegExpExecArray): Finding[] {
  const length = LENGTHS.get(match.slice(0, 2).toUpperCase());
  if (length === undefined) return [];
  let [end, count] = [0, 0];
  for (; end < match.length && count < length; end += 1) if (/[A-Za-z0-9]/.test(match[end] ?? "")) count += 1;
  if (/[A-Za-z0-9]/.test(match[end] ?? "")) return [];
  const iban = match.slice(0, end).replaceAll(/[ -]/g, "").toUpperCase();
  if (count < length || remainder(iban) !== 1) return [];
  return [{ kind: "bank_account", start: index, end: index + end, marker: `[bank account ending ${iban.slice(-4)}]` }];
}

/** ISO 7064, mod 97-10. */
function remainder(iban: string): number {
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}
