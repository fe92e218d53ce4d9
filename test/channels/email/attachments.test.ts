import { describe, expect, it } from "vitest";
import { safeFilename } from "../../../channels/email/safe-filename.ts";
import { messageOf, multipart } from "./raw-mail.ts";

const TEXT = "Content-Type: text/plain\n\nHello";

async function filesOf(...parts: readonly string[]) {
  return (await messageOf(multipart("mixed", [TEXT, ...parts]))).attachments;
}

describe("[EMAIL-48] the files of a mail", () => {
  it.each([
    [
      "by disposition",
      'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a b.pdf"',
      "a b.pdf",
      "application/pdf",
    ],
    ["by type", 'Content-Type: application/pdf; name="a.pdf"', "a.pdf", "application/pdf"],
    [
      "in RFC 2231",
      "Content-Type: application/pdf\nContent-Disposition: attachment; filename*0*=utf-8''%E2%82%AC; filename*1=.pdf",
      "€.pdf",
      "application/pdf",
    ],
    ["in encoded words", 'Content-Type: application/pdf; name="=?utf-8?B?4oKsLnBkZg==?="', "€.pdf", "application/pdf"],
    ["without a name", "Content-Type: image/png", "image.png", "image/png"],
    ["without a name or a known type", "Content-Type: application/x-thing", "file.bin", "application/x-thing"],
    ["an invitation", "Content-Type: text/calendar; method=REQUEST", "invitation.ics", "text/calendar"],
    ["a text with a name", 'Content-Type: text/plain; name="log.txt"', "log.txt", "text/plain"],
    ["an attached page", "Content-Type: text/html\nContent-Disposition: attachment", "text.html", "text/html"],
    ["with a path", 'Content-Type: application/pdf; name="../../etc/passwd"', "passwd", "application/pdf"],
    ["with a Windows path", 'Content-Type: application/pdf; name="C:\\\\temp\\\\a.pdf"', "a.pdf", "application/pdf"],
  ])("have names for people: %s", async (_how, header, filename, contentType) => {
    const files = await filesOf(`${header}\n\nx`);
    expect(files).toMatchObject([{ filename, contentType }]);
  });

  it("have their bytes, whatever the encoding", async () => {
    const content = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const [file] = await filesOf(
      `Content-Type: application/x-all\nContent-Transfer-Encoding: base64\n\n${content.toString("base64")}`,
    );
    expect(Buffer.from(file!.content!)).toEqual(content);
    const [raw] = await filesOf("Content-Type: application/x-lines\n\none\ntwo");
    expect(Buffer.from(raw!.content!).toString()).toBe("one\r\ntwo");
  });

  it("may be mails, named by their subjects", async () => {
    const files = await filesOf(
      "Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n\nHi",
      "Content-Type: message/rfc822\n\n\nHi",
    );
    expect(files.map(({ filename }) => filename)).toEqual(["Grüße.eml", "mail.eml"]);
  });

  it("of the same name are numbered", async () => {
    const part = 'Content-Type: image/png; name="a.png"\n\nx';
    const files = await filesOf(part, part.replace("a.png", "A.PNG"), part);
    expect(files.map(({ filename }) => filename)).toEqual(["a.png", "A (2).PNG", "a (3).png"]);
  });

  it("in the text are found by their Content-ID", async () => {
    const [file] = await filesOf("Content-Type: image/png\nContent-ID: <a@b>\nContent-Disposition: inline\n\nx");
    expect(file).toMatchObject({ contentId: "a@b", filename: "image.png" });
  });

  it("over a limit are named and not kept", async () => {
    const many = await filesOf(...Array.from({ length: 300 }, () => "Content-Type: image/png\n\nx"));
    expect(many.filter(({ content }) => content !== null)).toHaveLength(50);
    expect(many.at(-1)).toMatchObject({ filename: "100 more files", content: null, size: null });
    const [large] = await filesOf(`Content-Type: image/png\n\n${"x".repeat(20 * 1024 * 1024 + 1)}`);
    expect(large).toMatchObject({ content: null, size: 20 * 1024 * 1024 + 1 });
  });
});

describe("[EMAIL-49] of a mail that was too large to be fetched whole", () => {
  const torn = (parts: readonly string[]) => messageOf(multipart("mixed", parts), { truncated: "60000000" });

  it("the last file is not kept", async () => {
    const { text, attachments } = await torn([TEXT, "Content-Type: image/png\n\nx", "Content-Type: image/png\n\ny"]);
    expect(text).toBe("Hello");
    expect(attachments.map(({ content, size }) => [content !== null, size])).toEqual([
      [true, 1],
      [false, null],
    ]);
  });

  it("something tells that there is more", async () => {
    expect((await torn([TEXT])).attachments).toMatchObject([
      { filename: "rest of this mail", content: null, size: 60_000_000 },
    ]);
  });
});

describe("a file name", () => {
  it.each([
    ["a/b\\c:d", "a_b_c_d"],
    ["..", "file"],
    [".htaccess", "htaccess"],
    ["  ", "file"],
    ["///", "file"],
    ["a\u202egnp.exe", "agnp.exe"],
    ["a\0b\n.txt", "ab.txt"],
    [`${"x".repeat(300)}.pdf`, `${"x".repeat(196)}.pdf`],
  ])("is made safe: %j", (name, expected) => {
    expect(safeFilename(name, "file")).toBe(expected);
  });
});
