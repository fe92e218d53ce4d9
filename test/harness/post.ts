import PostalMime, { type Email } from "postal-mime";
import { settled } from "./desk.ts";
import { AUTHSERV_ID, OUR_MAILBOX, type Product, type ProductOptions, startProduct, type Whole } from "./product.ts";
import { until } from "./until.ts";

export interface LetterParts {
  /** An address, or a whole header value. */
  readonly from: string;
  readonly to?: string;
  readonly cc?: string;
  readonly replyTo?: string;
  readonly subject?: string;
  /** With brackets. Made up when absent. */
  readonly id?: string;
  /** With brackets, as is `references`. */
  readonly inReplyTo?: string;
  /** Oldest first. */
  readonly references?: readonly string[];
  /** Whole header lines, on top of all others. */
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Of the whole mail, with its boundary; then `body` is what stands below the header. */
  readonly contentType?: string;
}

export interface Letter {
  readonly id: string;
  readonly bytes: Buffer;
}

let count = 0;

/** A name that no other mail of this run has. */
export function newName(): string {
  count += 1;
  return `<Letter.${process.pid}.${count}@mail.example>`;
}

/** An address that nobody else in this run has. */
export function newAddress(name = "person"): string {
  count += 1;
  return `${name}${process.pid}.${count}@customer.example`;
}

/** A mail as a customer's program writes it. */
export function letter(parts: LetterParts): Letter {
  const { from, to = OUR_MAILBOX, subject = "Question", id = newName(), body = "What does the Pro plan cost?" } = parts;
  const lines = [
    ...(parts.headers ?? []),
    `From: ${from}`,
    `To: ${to}`,
    ...(parts.cc ? [`Cc: ${parts.cc}`] : []),
    ...(parts.replyTo ? [`Reply-To: ${parts.replyTo}`] : []),
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    ...(parts.inReplyTo ? [`In-Reply-To: ${parts.inReplyTo}`] : []),
    ...(parts.references?.length ? [`References: ${parts.references.join("\r\n ")}`] : []),
    `Date: ${new Date().toUTCString()}`,
    "MIME-Version: 1.0",
    `Content-Type: ${parts.contentType ?? "text/plain; charset=utf-8"}`,
    "",
    body,
    "",
  ];
  return { id, bytes: Buffer.from(lines.join("\r\n")) };
}

/** What a server of ours writes on top of a mail whose sender's domain it has checked. */
export function proven(address: string, by = AUTHSERV_ID): string {
  return `Authentication-Results: ${by}; dmarc=pass header.from=${address.slice(address.lastIndexOf("@") + 1)}`;
}

/** A mail with files. */
export function letterWithFiles(
  parts: Omit<LetterParts, "contentType">,
  files: readonly { readonly filename: string; readonly contentType: string; readonly content: Uint8Array }[],
): Letter {
  const boundary = "=_boundary-of-the-tests";
  const texts = [
    `--${boundary}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    parts.body ?? "See the file.",
    ...files.flatMap(({ filename, contentType, content }) => [
      `--${boundary}`,
      `Content-Type: ${contentType}`,
      `Content-Disposition: attachment; filename="${filename}"`,
      "Content-Transfer-Encoding: base64",
      "",
      ...(Buffer.from(content)
        .toString("base64")
        .match(/.{1,76}/g) ?? []),
    ]),
    `--${boundary}--`,
  ];
  return letter({ ...parts, contentType: `multipart/mixed; boundary="${boundary}"`, body: texts.join("\r\n") });
}

/** A product with a mailbox that it reads, and what goes in and out there. */
export interface Post {
  readonly product: Product;
  /** Mails arrive, in this order, and everything that follows from them is done. */
  deliver(...letters: readonly Letter[]): Promise<void>;
  /** The same without waiting for more than that they are read from the mailbox. */
  drop(...letters: readonly Letter[]): Promise<void>;
  /** The conversation that a mail is in. */
  whole(letter: Pick<Letter, "id">): Promise<Whole>;
  /** The conversation of each, one after the other. */
  conversationsOf(letters: readonly Pick<Letter, "id">[]): Promise<string[]>;
  /** What left for an address, oldest first. */
  sentTo(address: string): Promise<SentLetter[]>;
}

/** A mail of ours as its recipient's program reads it. */
export interface SentLetter {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly text: string;
  readonly id: string;
  /** The values of a header field, unfolded. */
  header(name: string): string | null;
}

export async function startPost(options: ProductOptions = {}): Promise<Post> {
  const product = await startProduct({ ...options, mail: true });
  // What comes before the first look has been there before us.
  await until("the mailbox to be found", () =>
    product.database.outside.channelMemory.findFirst({ where: { channel: "email", key: { startsWith: "place:" } } }),
  );
  const raws = () => product.database.outside.rawInbound.count({ where: { channel: "email" } });
  const drop: Post["drop"] = async (...letters) => {
    const before = await raws();
    for (const { bytes } of letters) await product.mail.deliver(bytes);
    await until("the mails to be read", async () => (await raws()) >= before + letters.length);
  };
  const idOf = async ({ id }: Pick<Letter, "id">): Promise<string> => {
    const row = await product.database.outside.message.findFirst({ where: { externalId: id } });
    if (!row) throw new Error(`no message ${id}`);
    return row.conversationId;
  };
  return {
    product,
    drop,
    async deliver(...letters) {
      await drop(...letters);
      await settled(product);
    },
    async whole(letter) {
      return (await product.api<Whole>("GET", `/api/conversations/${await idOf(letter)}`)).body;
    },
    async conversationsOf(letters) {
      const ids: string[] = [];
      for (const each of letters) ids.push(await idOf(each));
      return ids;
    },
    async sentTo(address) {
      const mails = product.mail.sent.filter(({ to }) => to.includes(address));
      return await Promise.all(
        mails.map(async ({ from, to, bytes }) => toSentLetter({ from, to }, await PostalMime.parse(bytes))),
      );
    },
  };
}

function toSentLetter(envelope: SentLetter["envelope"], { headers, text, messageId }: Email): SentLetter {
  return {
    envelope,
    text: (text ?? "").trim(),
    id: messageId ?? "",
    header: (name) => headers.find(({ key }) => key === name.toLowerCase())?.value ?? null,
  };
}
