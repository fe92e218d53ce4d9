import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkContent } from "../../../src/standins/mail/check-content.ts";
import { type MailStandIn, startMailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";

let mail: MailStandIn;
beforeEach(async () => {
  mail = await startMailStandIn({ user: "ada", password: "secret", addresses: ["ada@example.com"] });
});
afterEach(() => mail.stop());

const HEADER = "From: ada@example.com\r\nDate: Sun, 01 Mar 2026 12:00:00 +0000\r\n";
const send = (from = "ada@example.com", url = mail.smtpUrl) =>
  createTransport(url).sendMail({ envelope: { from, to: "bob@example.org" }, raw: `${HEADER}\r\nHello\r\n..dots\r\n` });

describe("the SMTP server", () => {
  it("takes a mail for anybody, byte for byte", async () => {
    await send();
    expect(mail.sent).toMatchObject([{ from: "ada@example.com", to: ["bob@example.org"] }]);
    expect(mail.sent[0]!.bytes.toString()).toBe(`${HEADER}\r\nHello\r\n..dots\r\n`);
  });

  it("takes none with a wrong password, without one, or from another address", async () => {
    await expect(send("ada@example.com", mail.smtpUrl.replace("secret", "guess"))).rejects.toMatchObject({
      responseCode: 535,
    });
    await expect(send("ada@example.com", mail.smtpUrl.replace("ada:secret@", ""))).rejects.toMatchObject({
      responseCode: 530,
    });
    await expect(send("eve@example.com")).rejects.toMatchObject({ responseCode: 553 });
    expect(mail.sent).toEqual([]);
  });

  it("is on the same port after it was away", async () => {
    await mail.close();
    await expect(send()).rejects.toMatchObject({ command: "CONN" });
    await mail.open();
    await send();
    expect(mail.sent).toHaveLength(1);
  });
});

describe("the content of a mail", () => {
  it.each([
    ["is as it should be", `${HEADER}To: bob@example.org\r\n\r\nHello\r\n`, null],
    ["has a bare LF", `${HEADER}\r\nHello\nBob\r\n`, /^5\.5\.2/],
    ["has a bare CR", `${HEADER}\r\nHello\rBob\r\n`, /^5\.5\.2/],
    ["has a line of 999 bytes", `${HEADER}\r\n${"x".repeat(999)}\r\n`, /^5\.5\.2/],
    ["has bytes beyond ASCII", `${HEADER}\r\nGr\u00fc\u00dfe\r\n`, /^5\.6\.1/],
    ["has no Date", "From: ada@example.com\r\n\r\nHello\r\n", /^5\.6\.0/],
    ["has two of From", `${HEADER}From: eve@example.com\r\n\r\nHello\r\n`, /^5\.6\.0/],
    ["has two of Subject", `${HEADER}Subject: a\r\nSubject: b\r\n\r\nHello\r\n`, /^5\.6\.0/],
    ["has a header that is none", `${HEADER}no header\r\n\r\nHello\r\n`, /^5\.6\.0/],
  ])("%s", (_name, text, objection) => {
    const found = checkContent(Buffer.from(text, "latin1"));
    if (objection === null) expect(found).toBeNull();
    else expect(found).toMatch(objection);
  });
});
