import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Letter, letter, newAddress, newName } from "../harness/post.ts";
import { type MailRoom, openMailRoom } from "./mail-room.ts";

let room: MailRoom;
beforeAll(async () => {
  room = await openMailRoom();
});
afterAll(() => room.close());

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

/** Four mails of one customer; between the second and the third a mail that nobody here has seen. */
function thread(): Letter[] {
  const from = newAddress();
  const unseen = newName();
  const first = letter({ from });
  const second = letter({ from, references: [first.id] });
  const third = letter({ from, inReplyTo: unseen, references: [first.id, second.id, unseen] });
  return [first, second, third, letter({ from, references: [first.id, third.id] })];
}

describe("the mails of a thread", () => {
  it("are one conversation in whatever order they come [MAIL-5]", async () => {
    for (const order of permutations([0, 1, 2, 3])) {
      const mails = thread();
      await room.take(...order.map((index) => mails[index] as Letter));
      expect([order, await room.conversationCount(...mails)]).toEqual([order, 1]);
    }
  });

  it("are one conversation when two processes take them in at once [MAIL-5]", async () => {
    for (let round = 0; round < 8; round += 1) {
      const mails = thread();
      await room.takeAtOnce(mails);
      expect(await room.conversationCount(...mails)).toBe(1);
      const rows = await room.messagesOf(...mails);
      expect(rows).toHaveLength(4);
      expect(new Set(rows.map(({ seq }) => seq)).size).toBe(4);
    }
  });

  it("that name only the one before them join from back to front [MAIL-5]", async () => {
    const from = newAddress();
    const first = letter({ from });
    const second = letter({ from, inReplyTo: first.id });
    const third = letter({ from, inReplyTo: second.id });
    await room.take(third, second, first);
    expect(await room.conversationCount(first, second, third)).toBe(1);
  });

  it("of different people about one mail that nobody here has seen are a conversation each [MAIL-6]", async () => {
    const circular = newName();
    const mails = ["ada", "ben"].map((name) => letter({ from: newAddress(name), inReplyTo: circular }));
    await room.take(...mails);
    expect(await room.conversationCount(...mails)).toBe(2);
  });
});

describe("the same mail", () => {
  const rowsOf = async (mail: Letter) => (await room.messagesOf(mail)).length;

  it("under another UID is one message, also when two processes take them in at once [MAIL-8]", async () => {
    const mail = letter({ from: newAddress() });
    await room.takeAtOnce([mail, mail, mail, mail]);
    await room.take(mail);
    expect(await rowsOf(mail)).toBe(1);
    const copies = await room.database.outside.rawInbound.findMany({ where: { body: new Uint8Array(mail.bytes) } });
    expect(copies.map(({ state }) => state)).toEqual(Array(5).fill("done"));
  });

  it("with a header that a server has added is the same, and with another body is not [MAIL-8]", async () => {
    const from = newAddress();
    const mail = letter({ from });
    const moved = { id: mail.id, bytes: Buffer.concat([Buffer.from("X-Moved: yes\r\n"), mail.bytes]) };
    const other = letter({ from, id: mail.id, body: "Something else." });
    await room.take(mail, moved, other);
    expect(await rowsOf(mail)).toBe(2);
    expect(await room.conversationCount(mail)).toBe(1);
  });

  it("with the name of a mail of somebody else's is a message in a conversation of its own [MAIL-8, MAIL-6]", async () => {
    const mail = letter({ from: newAddress() });
    const forged = letter({ from: newAddress("stranger"), id: mail.id, body: "Something else." });
    await room.take(mail, forged);
    expect(await rowsOf(mail)).toBe(2);
    expect(await room.conversationCount(mail)).toBe(2);
  });
});
