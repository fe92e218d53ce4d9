import { type Finding, findAll } from "./finding.ts";

const KEY = "[secret key]";

/** Keys as their vendors make them: how they begin tells. Nothing else has these forms. */
const VENDORS = [
  "sk-[\\w-]{16,300}",
  "[srpw]k_(?:live|test)_[A-Za-z0-9]{10,200}",
  // As many vendors do it, we among them.
  "[a-z]{2,20}_(?:live|test|prod|secret)_[A-Za-z0-9]{16,200}",
  "whsec_[A-Za-z0-9+/=]{16,200}",
  "gh[pousr]_[A-Za-z0-9]{20,255}",
  "github_pat_\\w{20,255}",
  "glpat-[\\w-]{20,100}",
  "(?:AKIA|ASIA)[0-9A-Z]{16}",
  "AIza[\\w-]{35}",
  "ya29\\.[\\w-]{20,500}",
  "xox[abeprs]-[\\w-]{10,300}",
  "xapp-[\\w-]{10,300}",
  "SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}",
  "npm_[A-Za-z0-9]{36}",
  "hf_[A-Za-z0-9]{30,64}",
  "dop_v1_[0-9a-f]{64}",
  "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
  "SK[0-9a-f]{32}",
  // A JSON Web Token, RFC 7519: its head is an object, and begins so in base64.
  "eyJ[\\w-]{5,4000}\\.[\\w-]{5,8000}(?:\\.[\\w-]{0,4000})?",
];
const BY_VENDOR = new RegExp(`(?<![\\w.-])(?<secret>${VENDORS.join("|")})(?![\\w-])`, "dg");

/** RFC 7468. A block that was cut off is one up to the end. */
const PEM =
  /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----|$)/dg;

/** RFC 6750 and RFC 7617. */
const HEADER = /\b(?:Bearer|Basic)\s{1,3}(?<secret>[\w.~+/=-]{12,8000})/dgi;

/** `api_key = …`, in any of the ways people write it. */
const NAMED =
  /\b(?:(?:api|access|secret|private|client|auth|app|signing|webhook|session|refresh|aws)[ _-]?){0,3}(?:key|token|secret)["']?\s{0,3}(?:is|was|ist|est|es|:|=>|=)\s{0,3}["'`]?(?<secret>[\w.~+/=-]{12,500})/dgi;

/** Right behind what it is called: longer than a name, or the number of anything. */
const BEHIND_NAME =
  /\b(?:api[ _-]?key|token|secret)\s(?<secret>\w{24,500}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])/dgi;

/** In an address on the web: what proves who follows it. */
const IN_LINK =
  /[?&#](?:access_token|refresh_token|id_token|token|api_?key|key|secret|password|passwd|pwd|code|otp|sig(?:nature)?)=(?<secret>[^&#\s"'<>\]]{6,2000})/dgi;
const IN_USER_INFO = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,100}:(?<secret>(?!\[)[^\s@/]{1,200})@/dgi;

/** Keys and tokens of programs. */
export function findKeys(text: string): Finding[] {
  return [
    ...findAll(text, PEM, "secret_key", KEY),
    ...findAll(text, BY_VENDOR, "secret_key", KEY),
    ...findAll(text, HEADER, "secret_key", KEY, ({ groups }) => isRandom(groups?.["secret"] ?? "")),
    ...findAll(text, NAMED, "secret_key", KEY, ({ groups }) => isRandom(groups?.["secret"] ?? "")),
    ...findAll(text, BEHIND_NAME, "secret_key", KEY, ({ groups }) => isRandom(groups?.["secret"] ?? "")),
    ...findAll(text, IN_LINK, "secret_key", KEY, ({ groups }) => isRandom(groups?.["secret"] ?? "")),
    ...findAll(text, IN_USER_INFO, "password", "[password]"),
  ];
}

/** Letters and digits in one, as no word has them; a number alone, or a version, is no key. */
function isRandom(value: string): boolean {
  return /[a-z]/i.test(value) && /\d/.test(value) && !/^v?\d+(?:\.\d+)+$/.test(value);
}
