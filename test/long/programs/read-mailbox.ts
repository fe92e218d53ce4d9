// Reads a mailbox into a database, as a process of its own, for tests that kill it.
import { createEmailChannel } from "../../../channels/email/create-email-channel.ts";
import { openDatabase } from "../../../src/database/database.ts";
import { acceptAll } from "../../../src/inbound/accept.ts";
import { createChannelMemory } from "../../../src/inbound/channel-memory.ts";
import { alone } from "../../../src/jobs/alone.ts";

const [, , databaseUrl = "", imapUrl = ""] = process.argv;
const log = { info() {}, warn() {} };
const database = await openDatabase({ dataDir: "", databaseUrl, log });
const email = createEmailChannel(
  {
    imapUrl,
    smtpUrl: "smtp://127.0.0.1:9",
    addresses: ["support@example.com"],
    authservId: null,
    importDays: 3,
    secret: "secret",
    companyName: "Acme",
  },
  {
    accept: () => Promise.reject(new Error("mail is fetched")),
    acceptAll: (raws, place) => acceptAll(raws, place, "email", { database, wakeIngest() {} }),
    memory: createChannelMemory("email", database),
    alone: (name, work, signal) => alone(name, work, signal, database),
    get live(): never {
      throw new Error("mail is not live");
    },
    log,
  },
);
await email.start();
