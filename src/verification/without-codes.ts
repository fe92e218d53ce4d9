import type { InboundMessage } from "../contract/index.ts";

/** The message with `marker` wherever one of these stood, in all that is kept of it. */
export function withoutCodes(message: InboundMessage, codes: readonly string[], marker: string): InboundMessage {
  const clean = (text: string): string => codes.reduce((rest, code) => rest.replaceAll(code, marker), text);
  const { text, fullText, subject, html } = message;
  return {
    ...message,
    text: clean(text),
    fullText: clean(fullText),
    subject: subject === null ? null : clean(subject),
    html: html === null ? null : cleanHtml(clean(html), codes),
  };
}

/** A code may be spread over tags; then its text alone is kept. */
function cleanHtml(html: string, codes: readonly string[]): string | null {
  const words = html.replaceAll(/<[^>]*>/g, "").replaceAll("&nbsp;", " ");
  return codes.some((code) => words.includes(code)) ? null : html;
}
