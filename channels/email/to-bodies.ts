import { isForwardedSubject } from "./forwarded.ts";
import { QUOTE_BELOW, QUOTE_START, withoutMarks } from "./quote-lines.ts";
import type { Mail } from "./read-mail.ts";
import { readableHtml, safeHtml } from "./safe-html.ts";
import { textOfHtml } from "./text-of-html.ts";
import { visibleText } from "./visible-text.ts";

/** Far more than anybody reads; the raw bytes have the rest. */
const MAX_TEXT_LENGTH = 1_000_000;
const CUT = "\n\n[This text is longer. The rest is in the original.]";

export interface Bodies {
  readonly text: string;
  readonly fullText: string;
  readonly html: string | null;
}

/** The three bodies of a mail with this subject. */
export function toBodies(mail: Mail, subject: string): Bodies {
  const html = mail.html === null ? null : safeHtml(mail.html);
  const marked = mail.html === null ? null : bounded(textOfHtml(readableHtml(withoutPrivate(mail.html))));
  const plain = mail.text === null || mail.text.trim() === "" ? null : bounded(withoutPrivate(mail.text));
  const main = plain === null || (marked !== null && htmlSaysIt(mail, plain, marked)) ? (marked ?? "") : plain;
  const fullText = withoutMarks(main);
  if (isForwardedSubject(subject)) return { text: fullText, fullText, html };
  return { text: shorter(visibleText(main), marked, fullText), fullText, html };
}

/**
 * The HTML is to be read in place of the plain text: there is more in it, or the plain text is only a note that there
 * is HTML.
 */
function htmlSaysIt(mail: Mail, plain: string, marked: string): boolean {
  return mail.htmlSaysMore || (plain.length < 200 && marked.length > 20 * plain.length);
}

/** Where no rule found a quote in the plain text, the marks of the HTML may. */
function shorter(text: string, marked: string | null, fullText: string): string {
  if (
    marked === null ||
    text.length < fullText.length ||
    !(marked.includes(QUOTE_START) || marked.includes(QUOTE_BELOW))
  ) {
    return text;
  }
  const visible = visibleText(marked);
  return visible !== "" && visible.length < text.length ? visible : text;
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT_LENGTH ? text : text.slice(0, MAX_TEXT_LENGTH).toWellFormed() + CUT;
}

/** Without the characters that mark quotes in here. */
function withoutPrivate(text: string): string {
  return text.replace(/[\u{E0F0}-\u{E0F2}]/gu, "");
}
