import { z } from "zod";
import {
  type Alias,
  address,
  type InboundAttachment,
  type Interpretation,
  PayloadError,
  type Sender,
  type StoredRaw,
  threadKey,
} from "../../src/contract/index.ts";
import { safeFilename } from "./safe-filename.ts";

const HEAD = z.object({
  text: z.string(),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.int().min(0) })),
});
const META = z.object({
  thread: z.string().min(1),
  visitor: z.string().min(1),
  sub: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
});

/** What a visitor's `send` says, as `toRaw` kept it. @throws {PayloadError} */
export function interpret(raw: StoredRaw): Interpretation {
  const [headBytes, fileBytes] = splitAtLineBreak(raw.body);
  const head = HEAD.safeParse(parseJson(headBytes));
  const meta = META.safeParse(raw.meta);
  if (!head.success || !meta.success) throw new PayloadError("Nothing that a visitor of the widget sent");
  const text = storable(head.data.text);
  const message = {
    externalId: raw.externalId,
    threadKey: threadKey(meta.data.thread),
    references: null,
    fingerprint: null,
    from: toSender(meta.data),
    to: address("widget"),
    replyTo: null,
    copies: [],
    subject: null,
    text,
    fullText: text,
    html: null,
    class: "human" as const,
    suppressed: null,
    attachments: toAttachments(head.data.attachments, fileBytes),
    at: null,
  };
  return { messages: [message], receipts: [], consents: [] };
}

function splitAtLineBreak(body: Uint8Array): [head: Uint8Array, rest: Uint8Array] {
  const end = body.indexOf(LINE_BREAK);
  return end < 0 ? [body, new Uint8Array()] : [body.subarray(0, end), body.subarray(end + 1)];
}

const LINE_BREAK = 10;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    return null;
  }
}

/** PostgreSQL stores neither NUL nor half a character. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** A visitor's own address says only which visitor it is; that of a customer of the host site is its word for him. */
function toSender({ visitor, sub, email, name }: z.infer<typeof META>): Sender {
  const own = address(`visitor:${visitor}`);
  if (sub === undefined) return { address: own, name: null, proof: null, issued: true, aliases: [] };
  const aliases: Alias[] = [{ channel: "widget", address: own, proof: "widget_session" }];
  if (email !== undefined) aliases.push({ channel: "email", address: address(email), proof: "widget_token" });
  return { address: address(`user:${sub}`), name: name ?? null, proof: "widget_token", issued: false, aliases };
}

function toAttachments(files: z.infer<typeof HEAD>["attachments"], bytes: Uint8Array): InboundAttachment[] {
  let begin = 0;
  const attachments = files.map(({ filename, contentType, size }) => {
    const content = Uint8Array.from(bytes.subarray(begin, begin + size));
    begin += size;
    return {
      filename: safeFilename(filename),
      contentType: toMediaType(contentType),
      content,
      size,
      contentId: null,
      reference: null,
    };
  });
  if (begin !== bytes.byteLength) throw new PayloadError("The files are not as long as they say");
  return attachments;
}

/** RFC 6838, section 4.2. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

function toMediaType(claimed: string): string {
  const type = (claimed.split(";")[0] ?? "").trim().toLowerCase();
  return MEDIA_TYPE.test(type) ? type : "application/octet-stream";
}
