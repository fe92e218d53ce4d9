import { createEmailChannel } from "../../channels/email/create-email-channel.ts";
import type { EmailConfig } from "../../channels/email/email-config.ts";
import { createFileStore } from "../../src/attachments/file-store.ts";
import { externalId } from "../../src/contract/index.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import type { Message } from "../../src/database/generated/client.ts";
import { acceptAll } from "../../src/inbound/accept.ts";
import { ingest } from "../../src/inbound/ingest.ts";
import { createRecordingHost } from "../contract/recording-host.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { createTestDatabase } from "../harness/database.ts";
import type { Letter } from "../harness/post.ts";
import { AUTHSERV_ID, OUR_MAILBOX } from "../harness/product.ts";

/** Mails taken in by two processes, as far as the database can tell, without anybody who answers. */
export interface MailRoom {
  readonly database: Database;
  /** Takes mails in one after the other. */
  take(...letters: readonly Letter[]): Promise<void>;
  /** All at once, by turns of the two processes. */
  takeAtOnce(letters: readonly Letter[]): Promise<void>;
  /** What is stored under the names of these mails. */
  messagesOf(...letters: readonly Letter[]): Promise<Message[]>;
  /** How many conversations these mails are in. */
  conversationCount(...letters: readonly Letter[]): Promise<number>;
  close(): Promise<void>;
}

const SILENT = { info() {}, warn() {} };
const LINES = {
  normal: "A colleague will answer.",
  urgent: "A colleague will answer at once.",
  language: "en",
  hours: null,
};
/** Nobody is there: nothing is fetched or sent. */
const CONFIG: EmailConfig = {
  imapUrl: "imap://support:secret@127.0.0.1:1/INBOX",
  smtpUrl: "smtp://support:secret@127.0.0.1:1",
  addresses: [OUR_MAILBOX],
  authservId: AUTHSERV_ID,
  importDays: 0,
  secret: "secret-of-the-mail-room",
  companyName: "Acme",
};

export async function openMailRoom(): Promise<MailRoom> {
  const { database, url, drop } = await createTestDatabase();
  const other = await openDatabase({ dataDir: "", databaseUrl: url, log: SILENT });
  const folder = temporaryFolder();
  const take = createTaking(folder.path);
  const messagesOf: MailRoom["messagesOf"] = (...letters) =>
    database.outside.message.findMany({ where: { externalId: { in: letters.map(({ id }) => id) } } });
  return {
    database,
    async take(...letters) {
      for (const letter of letters) await take(letter, database);
    },
    async takeAtOnce(letters) {
      await Promise.all(letters.map((letter, index) => take(letter, index % 2 === 0 ? database : other)));
    },
    messagesOf,
    async conversationCount(...letters) {
      return new Set((await messagesOf(...letters)).map(({ conversationId }) => conversationId)).size;
    },
    async close() {
      await other.close();
      await drop();
      folder.remove();
    },
  };
}

function createTaking(folder: string): (letter: Letter, database: Database) => Promise<void> {
  const email = createEmailChannel(CONFIG, createRecordingHost());
  const codes = { secret: "secret-of-the-codes" };
  const deps = { channels: new Map([["email", email]]), files: createFileStore(folder), lines: LINES, codes };
  let uid = 0;
  return async ({ bytes }, database) => {
    uid += 1;
    const id = externalId(`INBOX/1/${uid}`);
    const raw = { externalId: id, contentType: "message/rfc822", meta: {}, body: bytes };
    await acceptAll([raw], { key: "place", value: uid }, "email", { database, wakeIngest() {} });
    const row = await database.outside.rawInbound.findFirstOrThrow({ where: { externalId: id } });
    const said = await email.interpret({ ...raw, channel: "email", receivedAt: row.receivedAt, proof: null });
    await ingest(row, said, { ...deps, database });
  };
}
