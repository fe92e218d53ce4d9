import type { Mail, MailThread } from "./thread-mails.ts";

/** What an answer to a thread begins with. */
export interface AnswerDraft {
  readonly subject: string;
  /** The last mail, quoted. */
  readonly quote: string;
  readonly references: readonly string[];
}

/** An answer to the newest mail, as mail programs begin it (RFC 5322, section 3.6.4 and 3.6.5). */
export function answerMail({ subject, newest }: Pick<MailThread, "subject" | "newest">): AnswerDraft {
  return {
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    quote: quote(newest),
    references: [...newest.references.filter((name) => name !== newest.name), newest.name],
  };
}

function quote({ at, from, text }: Mail): string {
  const lines = text.split("\n").map((line) => (line === "" || line.startsWith(">") ? `>${line}` : `> ${line}`));
  return `${attribution(at, from)}\n${lines.join("\n")}`;
}

function attribution(at: string, from: string): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = new Date(at).toUTCString().split(" ");
  return `On ${weekday} ${day} ${month} ${year} at ${time.slice(0, 5)}, ${from} wrote:`;
}

/** A mail's text without what it quotes at its end, and that part. */
export function splitQuote(text: string): { readonly own: string; readonly quoted: string } {
  const start = /\n*^On [^\n]{5,200} wrote:\n>[\s\S]*$/m.exec(text)?.index ?? text.length;
  return { own: text.slice(0, start).trimEnd(), quoted: text.slice(start).trim() };
}
