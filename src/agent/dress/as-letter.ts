import { guessLanguage } from "../../language/guess-language.ts";
import type { CustomerContext } from "../turn.ts";

interface Words {
  /** Before the name, or alone. */
  readonly greeting: string;
  readonly closing: string;
}

const ENGLISH: Words = { greeting: "Hi", closing: "Best," };

const WORDS: Readonly<Record<string, Words>> = {
  en: ENGLISH,
  de: { greeting: "Hallo", closing: "Viele Grüße" },
  fr: { greeting: "Bonjour", closing: "Cordialement," },
  es: { greeting: "Hola", closing: "Saludos," },
  it: { greeting: "Buongiorno", closing: "Cordiali saluti," },
  pt: { greeting: "Olá", closing: "Cumprimentos," },
  nl: { greeting: "Hallo", closing: "Met vriendelijke groet," },
};

/** A letter: greeted and signed, in the language that it is in, where the model has not done so itself. `signature` may be lines. */
export function asLetter(
  text: string,
  signature: string,
  { name, language }: Pick<CustomerContext, "name" | "language">,
): string {
  const spoken = guessLanguage(text) ?? language?.slice(0, 2).toLowerCase() ?? "en";
  const known = WORDS[spoken];
  const words = known ?? ENGLISH;
  const first = firstName(name);
  const greeting = `${words.greeting}${first === null ? "" : ` ${first}`},`;
  const greeted = isGreeted(text, first, known === undefined) ? text : `${greeting}\n\n${text}`;
  const end = endOf(text);
  if (end === "signed" || isSignedBy(text, signature)) return greeted;
  if (end === "closed") return `${greeted}\n${signature}`;
  return `${greeted}\n\n${isClosing(firstLine(signature)) ? "" : `${words.closing}\n`}${signature}`;
}

/** Customers call themselves what they like: what does not look like a first name is not repeated to them. */
function firstName(name: string | null): string | null {
  const given = name?.includes(",") ? name.split(",")[1] : name;
  const first = given?.trim().split(/\s+/)[0] ?? "";
  return /^\p{Lu}[\p{L}\p{M}'’-]{1,29}$/u.test(first) ? first : null;
}

const GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|grüezi|servus|moin|sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|salut|hola|buen(?:as|os)(?: d[ií]as| tardes| noches)?|estimad[oa]s?|querid[oa]s?|ciao|salve|buon(?:giorno|asera)|olá|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|geachte|hoi|goede(?:morgen|middag|navond|n?dag))(?![\p{L}\p{N}])/iu;

/** Words that begin sentences, too, so they greet only in a line that ends like a greeting. */
const GREETING_LINE =
  /^(?:ch(?:er|ère)s?|madame|monsieur|gentile|egregi[oa]|car[oaie]|beste|dag)(?![\p{L}\p{N}])[^.?]{0,60}[,!:]$/iu;

/** A short first line of its own is one in any language when it has the name in it, or when we have no words of that language. */
function isGreeted(text: string, first: string | null, isForeign: boolean): boolean {
  const line = firstLine(text);
  if (GREETING.test(line) || GREETING_LINE.test(line)) return true;
  if (!isForeign && (first === null || !line.includes(first))) return false;
  const isAlone = /^[^\n]*\n\s*\n/.test(text.trimStart());
  return isAlone && /[,!，、！]$/.test(line) && line.length <= 40 && line.split(/\s+/).length <= 4;
}

const CLOSING =
  /^(?:(?:all the |all my |my |with )?best(?: regards| wishes)?|(?:kind|warm|many|with (?:kind|best)) (?:regards|wishes)|regards|sincerely|yours(?: (?:truly|sincerely|faithfully))?|cheers|(?:many )?thanks|thank you|take care|(?:viele|liebe|beste|herzliche|freundliche|schöne) grü(?:ße|sse)|mit (?:freundlichen|besten|herzlichen) grü(?:ßen|ssen)|(?:bien )?cordialement|bien à vous|salutations|un (?:cordial )?saludo|(?:cordiales )?saludos(?: cordiales)?|atentamente|(?:cordiali|distinti|un cordiale) salut[io]|saluti|cumprimentos|(?:com os )?melhores cumprimentos|atenciosamente|abraços?|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?)\s*[,!.]?$/iu;

const isClosing = (line: string): boolean => CLOSING.test(line.trim());

/** Whether the last lines are a closing with somebody's name below it or beside it, a closing without one, or neither. */
function endOf(text: string): "signed" | "closed" | "open" {
  const lines = text.trim().split("\n");
  const last = lines.slice(-MOST_SIGNATURE_LINES).map((line) => line.trim());
  const at = last.findLastIndex(isClosing);
  if (at >= 0) return last.slice(at + 1).some((line) => line !== "") ? "signed" : "closed";
  if (lines.length > 1 && BESIDE.test(last.at(-1) ?? "")) return "signed";
  if (isDashed(lines)) return "signed";
  return isSignOff(text) ? "signed" : "open";
}

/** "– Acme", but not the last point of a list. */
function isDashed(lines: readonly string[]): boolean {
  const before = lines.slice(0, -1).findLast((line) => line.trim() !== "");
  if (before === undefined || /^\s*[-–—*]\s|:\s*$/.test(before)) return false;
  return /^[-–—]{1,2}\s?\p{Lu}[^.!?:;]*$/u.test(lines.at(-1)?.trim() ?? "");
}

/** "Best, Acme Support". */
const BESIDE = new RegExp(`${CLOSING.source.replace("\\s*[,!.]?$", "")}\\s*,\\s+\\p{Lu}[^\\n.!?]{1,60}$`, "iu");
const MOST_SIGNATURE_LINES = 5;

/** A last paragraph of two or three short lines, the first of which ends with a comma, is a closing in any language. */
function isSignOff(text: string): boolean {
  const paragraphs = text.trim().split(/\n\s*\n/);
  const lines = paragraphs.at(-1)?.split("\n") ?? [];
  const isShort = lines.length >= 2 && lines.length <= 3 && lines.every((line) => line.trim().length <= 40);
  return paragraphs.length > 1 && isShort && /[,，]\s*$/.test(lines[0] ?? "") && !/[.!?:]\s*$/.test(lines.at(-1) ?? "");
}

/** The signature's own first line near the end, such as "Acme Support". */
function isSignedBy(text: string, signature: string): boolean {
  const name = firstLine(signature).toLowerCase();
  return text
    .trim()
    .split("\n")
    .slice(-MOST_SIGNATURE_LINES)
    .some((line) => line.trim().replace(/[.!]$/, "").toLowerCase() === name);
}

const firstLine = (text: string): string => (text.trim().split("\n")[0] ?? "").trim();
