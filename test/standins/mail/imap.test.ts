import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MailStandIn, startMailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";
import { until } from "../../harness/until.ts";

let mail: MailStandIn;
let client: Client;
beforeEach(async () => {
  mail = await startMailStandIn({ user: "ada", password: "pass word", addresses: ["ada@example.com"], uidValidity: 7 });
  client = await join(mail);
});
afterEach(async () => {
  client.socket.destroy();
  await mail.stop();
});

interface Client {
  readonly socket: Socket;
  /** Sends bytes and returns what comes until there is `end` in it. */
  say(bytes: string, end: string | RegExp): Promise<string>;
}

async function join({ imapUrl }: MailStandIn): Promise<Client> {
  const socket = connect(Number(new URL(imapUrl).port), "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  const take = (end: string | RegExp) =>
    until(`an answer with ${String(end)} in it, and not ${heard}`, () => {
      const isThere = typeof end === "string" ? heard.includes(end) : end.test(heard);
      if (!isThere) return null;
      const answer = heard;
      heard = "";
      return answer;
    });
  await take("* OK");
  return {
    socket,
    say(bytes, end) {
      socket.write(bytes, "latin1");
      return take(end);
    },
  };
}

const LOGIN = 'a LOGIN ada "pass word"\r\n';
async function selected(): Promise<Client> {
  await client.say(LOGIN, "a OK");
  await client.say("b SELECT INBOX\r\n", "b OK");
  return client;
}

describe("the IMAP server", () => {
  it.each([
    ["a wrong password", 'a LOGIN ada "wrong"\r\n', /^a NO \[AUTHENTICATIONFAILED\]/],
    ["the right one, as a literal", "a LOGIN ada {9}\r\npass word\r\n", /^\+ .*\r\na OK/],
    ["a command before the login", "a SELECT INBOX\r\n", /^a BAD/],
    ["a command that is none", "a DANCE\r\n", /^a BAD/],
    ["a line that ends with a bare LF", "a NOOP\n", /^\* BYE/],
    ["parentheses that do not match", "a NOOP (\r\n", /^\* BAD/],
    ["a quote that does not end", 'a LOGIN "ada\r\n', /^\* BAD/],
  ])("answers to %s", async (_name, bytes, expected) => {
    expect(await client.say(bytes, /^(a|\*) .*\r\n$|\r\na .*\r\n$/)).toMatch(expected);
  });

  it("tells of a folder, and of none that is not there", async () => {
    await mail.deliver(Buffer.from("Subject: x\n\nHello\n"));
    await client.say(LOGIN, "a OK");
    const told = await client.say("b SELECT inbox\r\n", "b OK");
    expect(told).toContain("* 1 EXISTS\r\n");
    expect(told).toContain("[UIDVALIDITY 7]");
    expect(told).toContain("[UIDNEXT 2]");
    expect(await client.say("c SELECT Nowhere\r\n", "c ")).toContain("c NO [NONEXISTENT]");
  });

  it("gives out bytes with whole line ends, in parts too, and marks as read only without PEEK", async () => {
    await mail.deliver(Buffer.from("Subject: x\n\nHello\n"), { at: new Date("2026-03-05T01:02:03Z") });
    await selected();
    const whole = await client.say("c UID FETCH 1 (UID BODY.PEEK[] INTERNALDATE)\r\n", "c OK");
    expect(whole).toContain('BODY[] {21}\r\nSubject: x\r\n\r\nHello\r\n INTERNALDATE "05-Mar-2026 01:02:03 +0000")');
    expect(await client.say("d UID FETCH 1:* (UID BODY.PEEK[]<2.4>)\r\n", "d OK")).toContain("BODY[]<2> {4}\r\nbjec)");
    expect(mail.folder().mails[0]!.flags.has("\\Seen")).toBe(false);
    await client.say("e UID FETCH 1 BODY[]\r\n", "e OK");
    expect(mail.folder().mails[0]!.flags.has("\\Seen")).toBe(true);
    expect(await client.say("f UID FETCH 1 (ENVELOPE)\r\n", "f ")).toMatch(/^f BAD/);
  });

  it.each([
    ["ALL", "1 2 3"],
    ["UID 2:*", "2 3"],
    ["UID 9:*", "3"],
    ["UNDELETED", "1 3"],
    ["SINCE 5-Mar-2026", "2 3"],
    ["UID 1:2 SINCE 5-Mar-2026 UNDELETED", ""],
  ])("finds by %s", async (keys, expected) => {
    for (const day of [4, 5, 6]) await mail.deliver(Buffer.from("\n"), { at: new Date(Date.UTC(2026, 2, day, 23)) });
    mail.folder().mails[1]!.flags.add("\\Deleted");
    await selected();
    const found = await client.say(`c UID SEARCH ${keys}\r\n`, "c ");
    expect(found).toMatch(`* SEARCH${expected && ` ${expected}`}\r\nc OK`);
    expect(await client.say("d UID SEARCH FROM ada\r\n", "d ")).toMatch(/^d BAD/);
  });

  it("tells of mail while it is waited for, and only DONE ends that", async () => {
    await selected();
    await client.say("c IDLE\r\n", "+ ");
    await mail.deliver(Buffer.from("\n"));
    expect(await client.say("", "EXISTS")).toBe("* 1 EXISTS\r\n");
    expect(await client.say("DONE\r\n", "c ")).toMatch(/^c OK/);
    await client.say("d IDLE\r\n", "+ ");
    expect(await client.say("e NOOP\r\n", "d ")).toMatch(/^d BAD/);
  });

  it("gives other UIDs under another UIDVALIDITY", async () => {
    for (const uid of [4, 9]) await mail.deliver(Buffer.from("\n"), { uid });
    mail.folder().renumber();
    await client.say(LOGIN, "a OK");
    expect(await client.say("b EXAMINE INBOX\r\n", "b OK")).toMatch(/UIDVALIDITY 8.*UIDNEXT 3.*READ-ONLY/s);
    expect(await client.say("c UID SEARCH ALL\r\n", "c OK")).toContain("* SEARCH 1 2");
  });
});
