// Writes rows until it is killed, and says the number of each on stdout once it is committed: node write-rows.ts DATA_DIR
// With --read it says all numbers that are there instead, and ends.
import { randomInt } from "node:crypto";
import { openDatabase } from "../../../src/database/database.ts";

const WRITERS = 8;
const log = { info() {}, warn: (_about: object, message: string) => console.error(message) };

const [dataDir = "", mode] = process.argv.slice(2);
const database = await openDatabase({ dataDir, log });

async function writeForEver(): Promise<never> {
  for (;;) {
    const number = randomInt(2 ** 47);
    await database.transaction(async (tx) => {
      const { id } = await tx.contact.create({ data: { name: String(number) } });
      await tx.contactAddress.create({
        data: { contactId: id, channel: "email", address: `${number}@example.com`, identity: "claimed" },
      });
    });
    console.log(`row ${number}`);
  }
}

if (mode === "--read") {
  // A transaction is there as a whole or not at all.
  const contacts = await database.outside.contact.findMany({ include: { addresses: true } });
  for (const { name, addresses } of contacts) console.log(`row ${addresses.length === 1 ? name : `half of ${name}`}`);
  console.log("all");
  await database.close();
} else {
  await Promise.all(Array.from({ length: WRITERS }, writeForEver));
}
