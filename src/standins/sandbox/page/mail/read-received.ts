import PostalMime from "postal-mime";
import type { Mail } from "./thread-mails.ts";

/** A mail that came back, as a mail program shows it. `at`: when it arrived. */
export async function readReceived({ raw, at }: { readonly raw: string; readonly at: string }): Promise<Mail> {
  const mail = await PostalMime.parse(raw);
  const { from, messageId, inReplyTo, references } = mail;
  return {
    // One without a name is still another mail than all others.
    name: messageId ?? `<${at}@nameless.invalid>`,
    isReceived: true,
    from: from?.name || from?.address || "",
    subject: mail.subject ?? "",
    text: (mail.text ?? "").trimEnd(),
    files: mail.attachments.map(({ filename }) => filename ?? "file"),
    at,
    references: [...new Set([...namesIn(references), ...namesIn(inReplyTo)])],
  };
}

function namesIn(field: string | undefined): readonly string[] {
  return field?.match(/<[^<>\s]+>/g) ?? [];
}
