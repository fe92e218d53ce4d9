import { SEND, type Send, type SendRefusal } from "./wire.ts";

/** UTF-16 units. Ours: what a customer writes is read by a model and by a human. */
const MAX_TEXT_LENGTH = 10_000;
/** Socket.IO's parser cuts the connection at more than ten pieces of binary data in a packet. */
const MAX_FILES = 10;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Of all files of one message together. */
const MAX_SEND_BYTES = 25 * 1024 * 1024;

export type CheckedSend =
  | { readonly ok: true; readonly send: Send; readonly fileBytes: number }
  | { readonly ok: false; readonly error: SendRefusal };

/** Whether a `send` is one that can be taken. */
export function checkSend(payload: unknown): CheckedSend {
  // First: the schema looks at each of them, and complains of each.
  if (countFiles(payload) > MAX_FILES) return refused("too_large", `A message has at most ${MAX_FILES} files.`);
  const parsed = SEND.safeParse(payload);
  if (!parsed.success)
    return refused(
      "invalid",
      "A send has a clientId (a UUID), a text, and attachments of filename, contentType and data.",
    );
  const { text, attachments } = parsed.data;
  if (text.length > MAX_TEXT_LENGTH) return refused("too_long", `A text has at most ${MAX_TEXT_LENGTH} characters.`);

  const sizes = attachments.map(({ data }) => data.byteLength);
  const fileBytes = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes.some((size) => size > MAX_FILE_BYTES)) return refused("too_large", "A file has at most 20 MB.");
  if (fileBytes > MAX_SEND_BYTES) return refused("too_large", "The files of a message have at most 25 MB together.");

  const isEmpty = text.replaceAll("\0", "").trim() === "" && attachments.length === 0;
  return isEmpty ? refused("invalid", "There is nothing in it.") : { ok: true, send: parsed.data, fileBytes };
}

function countFiles(payload: unknown): number {
  if (typeof payload !== "object" || payload === null || !("attachments" in payload)) return 0;
  return Array.isArray(payload.attachments) ? payload.attachments.length : 0;
}

function refused(code: SendRefusal["code"], message: string): CheckedSend {
  return { ok: false, error: { code, message } };
}
