import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { checkContent } from "../../src/standins/mail/check-content.ts";
import { answerMail, splitQuote } from "../../src/standins/sandbox/page/mail/answer-mail.ts";
import { composeLetter, type Letter } from "../../src/standins/sandbox/page/mail/compose-letter.ts";
import { readReceived } from "../../src/standins/sandbox/page/mail/read-received.ts";
import { type Mail, threadMails } from "../../src/standins/sandbox/page/mail/thread-mails.ts";

const LETTER: Letter = {
  from: { name: "Ada Lindqvist", address: "ada@example.com" },
  to: "support@sandbox.example",
  subject: "Pro plan",
  text: "What does it cost?",
  files: [],
  messageId: "<1a2b3c@example.com>",
  at: new Date("2026-11-26T10:00:00Z"),
  references: [],
  vouchedBy: null,
};
const file = (filename: string, content: Uint8Array = new TextEncoder().encode("Hi")) => ({
  filename,
  contentType: "text/plain",
  content,
});

describe("a mail that is written on the page", () => {
  it.each<[string, Partial<Letter>]>([
    ["as it is", {}],
    ["an empty subject", { subject: "" }],
    ["umlauts and an emoji in the subject", { subject: "Grüße aus Köln 🚀 – wo ist meine Rechnung geblieben?" }],
    ["a subject of many characters that are no ASCII", { subject: "請求書".repeat(60) }],
    ["a subject as long as the field takes", { subject: "a".repeat(300) }],
    ["a subject that looks encoded", { subject: "=?UTF-8?Q?no?=" }],
    ["umlauts in the name", { from: { name: "Jörg Müller", address: "joerg@example.net" } }],
    ["a name in quotes", { from: { name: 'Ada "the \\ first", L.', address: "ada@example.com" } }],
    ["a name without end", { from: { name: "Übermut ".repeat(10).trim(), address: "ada@example.com" } }],
    ["no name", { from: { name: "", address: "ada@example.com" } }],
    ["umlauts in the text", { text: "Schöne Grüße\n\n— Jörg 🚀" }],
    ["long lines", { text: `${"ä".repeat(5_000)}\n${"word ".repeat(1_000)}end` }],
    ["blanks at the ends of lines, and equals signs", { text: "a \nb\t\n=3D= \n.\nFrom here\n" }],
  ])("arrives whole: %s [SB-6]", async (_name, about) => {
    const letter = { ...LETTER, ...about };
    const raw = composeLetter(letter);
    expect(checkContent(Buffer.from(raw))).toBeNull();
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
    const { subject = "", from, text } = await PostalMime.parse(raw);
    expect({ subject, from }).toEqual({ subject: letter.subject, from: letter.from });
    expect(text?.trimEnd()).toBe(letter.text.trimEnd());
  });

  it.each([
    ["a plain name", "invoice 2026 (1).pdf"],
    ["umlauts", "Rechnung März.pdf"],
    ["quotes and a semicolon", `a "b"; c='d'*.txt`],
    ["a name without end", `${"書類".repeat(40)}.pdf`],
  ])("brings its files, byte for byte: %s [SB-6]", async (_name, filename) => {
    const content = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
    const raw = composeLetter({ ...LETTER, files: [file("first.txt"), file(filename, content)] });
    expect(checkContent(Buffer.from(raw))).toBeNull();
    const { attachments, text } = await PostalMime.parse(raw);
    expect(text?.trimEnd()).toBe(LETTER.text);
    expect(attachments.map((attachment) => attachment.filename)).toEqual(["first.txt", filename]);
    expect(Buffer.from(attachments[1]!.content as ArrayBuffer).equals(content)).toBe(true);
  });

  it.each([
    ["the subject", { subject: "Hi\r\nBcc: everybody@example.com" }],
    ["the name", { from: { name: "Ada\nBcc: everybody@example.com", address: "ada@example.com" } }],
    ["a file's name", { files: [file('a"\r\nBcc: everybody@example.com')] }],
  ])("has no fields that were smuggled in by %s [SB-6]", (_name, about) => {
    expect(composeLetter({ ...LETTER, ...about })).not.toMatch(/^Bcc:/m);
  });

  it("says which server vouches for its sender only when one does [SB-6]", async () => {
    expect(composeLetter(LETTER)).not.toContain("Authentication-Results");
    const { headers } = await PostalMime.parse(composeLetter({ ...LETTER, vouchedBy: "mx.sandbox.example" }));
    expect(headers[0]).toMatchObject({
      key: "authentication-results",
      value: "mx.sandbox.example; dkim=pass header.d=example.com; dmarc=pass header.from=example.com",
    });
  });
});

describe("an answer to a mail", () => {
  it("names what it answers and all before it, and quotes it [SB-6]", async () => {
    const mail = (name: string, about: Partial<Mail> = {}): Mail => ({ ...MAIL, name, ...about });
    const newest = mail("<2@x>", { text: "Hi,\n\n> old", from: "Acme", references: ["<0@x>", "<1@x>"] });
    const { subject, quote, references } = answerMail({ subject: "Pro plan", newest });
    expect(subject).toBe("Re: Pro plan");
    expect(answerMail({ subject: "Re: Pro plan", newest }).subject).toBe("Re: Pro plan");
    expect(quote).toBe("On Thu, 26 Nov 2026 at 10:00, Acme wrote:\n> Hi,\n>\n>> old");

    const { inReplyTo, references: named } = await PostalMime.parse(composeLetter({ ...LETTER, references }));
    expect(inReplyTo).toBe("<2@x>");
    expect(named?.split(/\s+/)).toEqual(["<0@x>", "<1@x>", "<2@x>"]);
    expect(splitQuote(`Thanks!\n\n${quote}`)).toEqual({ own: "Thanks!", quoted: quote });
  });

  it("is all there when it quotes nothing [SB-6]", () => {
    expect(splitQuote("On Monday I wrote:\nhello")).toEqual({ own: "On Monday I wrote:\nhello", quoted: "" });
  });
});

const MAIL: Mail = {
  name: "<1@x>",
  isReceived: true,
  from: "Acme",
  subject: "Pro plan",
  text: "Hi",
  files: [],
  at: "2026-11-26T10:00:00.000Z",
  references: [],
};

describe("the mails in a mailbox", () => {
  const at = (hour: number, name: string, ...references: string[]): Mail => ({
    ...MAIL,
    name,
    references,
    at: `2026-11-26T${hour}:00:00.000Z`,
  });
  const namesOf = (mails: readonly Mail[]): string[][] =>
    threadMails(mails).map(({ mails }) => mails.map(({ name }) => name));

  it.each<[string, readonly Mail[], string[][]]>([
    ["nothing", [], []],
    ["an answer", [at(10, "a"), at(11, "b", "a")], [["a", "b"]]],
    ["an answer that was read first", [at(11, "b", "a"), at(10, "a")], [["a", "b"]]],
    ["answers to one that nobody has", [at(10, "b", "a"), at(11, "c", "a")], [["b", "c"]]],
    ["two that a third joins", [at(10, "a"), at(11, "b"), at(12, "c", "a", "b")], [["a", "b", "c"]]],
    ["two matters, the newest first", [at(10, "a"), at(11, "b"), at(12, "c", "a")], [["a", "c"], ["b"]]],
  ])("are threads: %s [SB-6]", (_name, mails, threads) => {
    expect(namesOf(mails)).toEqual(threads);
  });

  it("are read with their names and their text [SB-6]", async () => {
    const raw = composeLetter({ ...LETTER, references: ["<0@x>"], text: "Schöne Grüße", files: [file("März.txt")] });
    expect(await readReceived({ raw, at: MAIL.at })).toEqual({
      ...MAIL,
      name: LETTER.messageId,
      from: "Ada Lindqvist",
      text: "Schöne Grüße",
      files: ["März.txt"],
      references: ["<0@x>"],
    });
  });
});
