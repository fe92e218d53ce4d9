/** Who issues cards, by how their numbers begin, and how many digits these have. As of November 2026. */
const ISSUERS: readonly { readonly prefixes: RegExp; readonly lengths: readonly number[] }[] = [
  // Visa
  { prefixes: /^4/, lengths: [13, 16, 19] },
  // Mastercard
  { prefixes: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  // American Express
  { prefixes: /^3[47]/, lengths: [15] },
  // Diners Club
  { prefixes: /^(?:30[0-5]|3095|3[689])/, lengths: [14, 16, 17, 18, 19] },
  // JCB
  { prefixes: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  // Discover, RuPay, UnionPay, Maestro
  { prefixes: /^(?:60|62|64[4-9]|65|81|82)/, lengths: [16, 17, 18, 19] },
  { prefixes: /^(?:50|5[6-8]|63|67)/, lengths: [16, 17, 18, 19] },
  // Mir
  { prefixes: /^220[0-4]/, lengths: [16, 17, 18, 19] },
];

/** Whether the digits are the number of a payment card: begun as an issuer's, as long, and with the right check digit. */
export function isCardNumber(digits: string): boolean {
  return (
    ISSUERS.some(({ prefixes, lengths }) => lengths.includes(digits.length) && prefixes.test(digits)) &&
    // Nobody has a card of one digit.
    !/^(\d)\1+$/.test(digits) &&
    hasCheckDigit(digits)
  );
}

/** ISO/IEC 7812-1, annex B, known as Luhn's. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
