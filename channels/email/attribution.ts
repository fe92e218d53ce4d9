import { isBlank, isQuoted } from "./quote-lines.ts";

/** Programs break the line that introduces a quote, at any place, and into this many at most. */
const MAX_LINES = 7;
const MAX_LENGTH = 600;

/** "wrote", as the mail programs of the world have it at the end of the line or in front of a date. */
const WROTE = new RegExp(
  `(?:^|[\\s,>"'\\u00a0])(?:${[
    "wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|escribio|va escriure|escrigué",
    "escreveu|ha scritto|scritto|schreef|het volgende geschreven|skrev|följande|kirjoitti|skrifaði",
    "napisał|napisała|napisał\\(a\\)|pisze|napsal|napsal\\(a\\)|napsala|napísal|napísal\\(a\\)",
    "a scris|írta|ezt írta|je napisao|je napisala|napisao|napisala|je napisal\\/-a|rašė|rakstīja",
    "kirjutas|пишет|написал|написала|написал\\(а\\)|пише|написав|написала|написа|έγραψε",
    "yazdı|şunu yazdı|şunları yazdı|đã viết|menulis|nagsulat|idatzi du|a scrie|כתב|כתבה|כתב/ה",
    "كتب|كتبت|เขียนว่า|ने लिखा",
  ].join("|")})(?=$|[\\s,:>\\u00a0])|写道|寫道|書きました|のメール|のメッセージ|작성|썼습니다`,
  "iu",
);

/** One character in front of the `@` will do: to look for all of them takes long in a line of a megabyte. */
const ADDRESS = /[^\s<>"@]@[^\s<>"@]+\.[^\s<>"@]|@.{0,40}>/;
const YEAR_OR_TIME = /(?:^|\D)(?:19|20)\d\d(?:\D|$)|\d{1,2}[:.]\d\d(?:\D|$)|\d{1,2}\s?h\s?\d\d/;

/**
 * Where the introduction of a quote begins, when `lines[end]` is its last line; null when it is none: "On … wrote:" in
 * any language, by its colon, its date and its address, or by the word for "wrote" where there is no address.
 */
export function attributionStart(lines: readonly string[], end: number): number | null {
  const last = bare(lines[end]);
  const quoteFollows = isQuoted(nextFilled(lines, end) ?? "");
  if (!last.endsWith(":") && !last.endsWith("：")) return quoteFollows && isDatedAddress(last) ? end : null;
  let joined = "";
  for (let start = end; start >= 0 && end - start < MAX_LINES; start -= 1) {
    const line = bare(lines[start]);
    const below = bare(lines[start + 1]);
    // A blank line within is a broken address, never the end of the paragraph before.
    if (line === "" && !below.startsWith("<")) return null;
    joined = `${line} ${joined}`.trim();
    if (joined.length > MAX_LENGTH) return null;
    if (!isTorn(line) && mayBegin(line) && isAttribution(joined, quoteFollows)) return start;
  }
  return null;
}

/** Without the marks that Hebrew and Arabic programs put around names and colons. */
function bare(line = ""): string {
  return line.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").trim();
}

/** The rest of a line that was broken in front of, in or behind an address. */
function isTorn(line: string): boolean {
  return line === "" || /^(?:[<>]|mailto:|[^<]*>)/i.test(line) || /^[\p{P}\s]*$/u.test(line.replace(WROTE, ""));
}

/** Such a rest that passes for a quoted line: `> wrote:`, or `>:`. */
export function isTornAttribution(line: string, above: string): boolean {
  return /^>[\p{L}\s]{0,30}[:：]$/u.test(line) && !isQuoted(above) && (above.includes("<") || ADDRESS.test(above));
}

/** It begins with a date, in whatever words, or with a name and an address. */
function mayBegin(line: string): boolean {
  return /^.{0,40}\d/su.test(line.trim()) || ADDRESS.test(line) || WROTE.test(line.trim());
}

function isAttribution(joined: string, quoteFollows: boolean): boolean {
  const wrote = WROTE.test(joined);
  const dated = YEAR_OR_TIME.test(joined);
  if (ADDRESS.test(joined)) return wrote || dated;
  return wrote && (dated || (quoteFollows && joined.length < 120));
}

/** Gmail of old leaves out the words: a date, a name, an address. */
function isDatedAddress(line: string): boolean {
  return line.length < 200 && /^\d/.test(line) && YEAR_OR_TIME.test(line) && /<[^<>\s]+@[^<>\s]+>$/.test(line);
}

function nextFilled(lines: readonly string[], after: number): string | null {
  for (let index = after + 1; index < Math.min(lines.length, after + 6); index += 1) {
    if (!isBlank(lines[index] ?? "")) return lines[index] ?? null;
  }
  return null;
}
