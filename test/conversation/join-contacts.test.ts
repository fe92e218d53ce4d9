import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { address, externalId, type InboundMessage, type Sender, threadKey } from "../../src/contract/index.ts";
import { letGo } from "../../src/conversation/held.ts";
import type { ChannelName } from "../../src/conversation/model.ts";
import { holdOrOpen } from "../../src/conversation/open-conversation.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

let count = 0;
const fresh = (name: string): string => {
  count += 1;
  return `${name}-${count}`;
};

function messageFrom(
  from: Partial<Omit<Sender, "address">> & { readonly address: string },
  thread = fresh("thread"),
): InboundMessage {
  return {
    externalId: externalId(fresh("message")),
    threadKey: threadKey(thread),
    references: null,
    fingerprint: null,
    from: { name: null, proof: "proof", issued: false, aliases: [], ...from, address: address(from.address) },
    to: address("us"),
    replyTo: null,
    copies: [],
    subject: null,
    text: "Hello",
    fullText: "Hello",
    html: null,
    class: "human",
    suppressed: null,
    attachments: [],
    at: null,
  };
}

/** Takes a place in a conversation; `before` the transaction ends, something else may happen. */
function place(channel: ChannelName, message: InboundMessage, before: () => Promise<void> = async () => {}) {
  return home.database.transaction(
    async (tx) => {
      const { held } = await holdOrOpen(tx, channel, message, new Date());
      await before();
      await letGo(tx, held);
      return held.id;
    },
    { retryUniqueViolations: true },
  );
}

async function contactsOf(ids: readonly string[]): Promise<string[]> {
  const rows = await home.database.outside.conversation.findMany({ where: { id: { in: [...ids] } } });
  return [...new Set(rows.map(({ contactId }) => contactId))];
}

/** Resolves when a transaction waits for another one's lock. */
const somebodyWaits = () =>
  until("somebody who waits", async () => {
    const { rows } = await home.database.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  });

/** A customer with a proven mailbox, and one of the site of whom a token is about to say that he has that mailbox. */
async function twoContacts() {
  const mailbox = { address: `${fresh("ada")}@customer.example` };
  const user = { address: fresh("user:") };
  const thread = fresh("chat");
  const mailed = await place("email", messageFrom(mailbox));
  const chatted = await place("widget", messageFrom(user, thread));
  const aliases = [{ channel: "email" as const, address: address(mailbox.address), proof: "token" }];
  return { mailbox, known: [mailed, chatted], signedIn: () => messageFrom({ ...user, aliases }, thread) };
}

describe("two contacts that turn out to be one", () => {
  it("are one, whoever comes first while a conversation of one of them is opened [WHO-5]", async () => {
    for (const first of ["the opening", "the joining"] as const) {
      const { mailbox, signedIn, known } = await twoContacts();
      const open = (before?: () => Promise<void>) => place("email", messageFrom(mailbox), before);
      const join = (before?: () => Promise<void>) => place("widget", signedIn(), before);
      const [one, two] = first === "the opening" ? [open, join] : [join, open];
      const began = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      const earlier = one(async () => {
        began.resolve();
        await go.promise;
      });
      await began.promise;
      const later = two();
      await Promise.race([somebodyWaits(), later]);
      go.resolve();
      const ids = await Promise.all([earlier, later]);
      expect([first, (await contactsOf([...known, ...ids])).length]).toEqual([first, 1]);
    }
  });

  it("are one when both are joined at once, from both sides [WHO-5]", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { mailbox, signedIn, known } = await twoContacts();
      const ids = await Promise.all([
        place("widget", signedIn()),
        place("widget", signedIn()),
        place("email", messageFrom(mailbox)),
        sleep(round).then(() => place("email", messageFrom(mailbox))),
      ]);
      expect(await contactsOf([...known, ...ids])).toHaveLength(1);
      const { rows } = await home.database.pool.query(
        `SELECT 1 FROM "ContactAddress" a JOIN "Contact" c ON c.id = a."contactId" WHERE c."joinedIntoId" IS NOT NULL`,
      );
      expect(rows).toEqual([]);
    }
  });
});
