/** What holds where nobody has written a `voice.md`. */
export const DEFAULT_VOICE = `Friendly, concise, solution-focused; no corporate jargon.
Answer first, then the steps. If you do not know, say so and offer a person.
Never promise what you cannot deliver. Say that you are an AI when asked.

## sms
Plain text, at most 320 characters, at most one link, no Markdown.

## email
A greeting, short paragraphs, a sign-off.

## widget
A few short sentences; light Markdown, no headings or tables.`;

/** A voice guide as it goes into the prompt, the same bytes whatever editor wrote it. */
export function readVoice(markdown: string): string {
  return markdown
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trim();
}
