import { describe, expect, it } from "vitest";
import { composeMail } from "../../../channels/email/compose-mail.ts";
import { partOf } from "../../../channels/email/message-name.ts";
import { address, type OutboundPart } from "../../../src/contract/index.ts";
import { checkContent } from "../../../src/standins/mail/check-content.ts";
import { aPart, CUSTOMER, OURS } from "./mail-world.ts";

const CONFIG = { secret: "the-secret-of-names", companyName: "Acme" };
const PART = aPart("Your parcel is **on its way**.\nTrack it [here](https://acme.example/t?a=1&b=2).", {
  id: "0190a3b4-0000-7000-8000-000000000001",
  envelope: {
    subject: "Where is my parcel?",
    copies: [address("bob@customer.example")],
    answers: { self: "<third@customer.example>", ancestors: ["<second@example.com>", "<first@customer.example>"] },
  },
});

const compose = async (change: Partial<OutboundPart> = {}, config = CONFIG) => {
  const mail = await composeMail({ ...PART, ...change }, config);
  const text = Buffer.from(mail.bytes).toString("latin1");
  const header = text.slice(0, text.indexOf("\r\n\r\n"));
  return { ...mail, text, header, fields: fieldsOf(header) };
};

/** By lowercased name, unfolded. */
function fieldsOf(header: string): Record<string, string> {
  const unfolded = header.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return Object.fromEntries(
    unfolded.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.replace(/^[^:]*: /, "")]),
  );
}

const envelope = (change: Partial<NonNullable<OutboundPart["envelope"]>>) => ({
  envelope: { ...PART.envelope!, ...change },
});

describe("a mail", () => {
  it("is these bytes [EMAIL-21]", async () => {
    const { text, name, envelope: to } = await compose();
    expect(to).toEqual({ from: OURS, to: [CUSTOMER, "bob@customer.example"] });
    expect(text.replaceAll("\r\n", "\n")).toMatchInlineSnapshot(`
      "Auto-Submitted: auto-replied
      X-Auto-Response-Suppress: All
      X-Switchboard-Loop: support@example.com
      From: "Acme (AI assistant)" <support@example.com>
      To: ada@customer.example
      Cc: bob@customer.example
      In-Reply-To: <third@customer.example>
      References: <first@customer.example> <second@example.com>
       <third@customer.example>
      Subject: Re: Where is my parcel?
      Message-ID:
       <part.0190a3b4000070008000000000000001.ac9672fb67b5d44b@example.com>
      Date: Sun, 01 Mar 2026 12:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/alternative;
       boundary=switchboard-0190a3b4-0000-7000-8000-000000000001-Part_1

      --switchboard-0190a3b4-0000-7000-8000-000000000001-Part_1
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Your parcel is on its way.
      Track it here (https://acme.example/t?=
      a=3D1&b=3D2).
      --switchboard-0190a3b4-0000-7000-8000-000000000001-Part_1
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <!DOCTYPE html>
      <html><head><meta charset=3D"utf-8"></head><body>
      <p>Your parcel is <strong>on its way</strong>.<br />Track it <a =
      href=3D"https://acme.example/t?a=3D1&amp;b=3D2">here</a>.</p>
      </body></html>

      --switchboard-0190a3b4-0000-7000-8000-000000000001-Part_1--
      "
    `);
    expect(text).toContain(`\r\nMessage-ID:\r\n ${name}\r\n`);
  });

  it("is the same at every attempt, with a name that only we can have made [EMAIL-21]", async () => {
    const [one, two] = [await compose(), await compose()];
    expect(two.text).toBe(one.text);
    expect(partOf(one.name, CONFIG.secret)).toBe(PART.id);
    // SpamAssassin's MSGID_RANDY.
    expect(one.name).not.toMatch(/<[a-z\d][a-z\d$-]{10,29}[a-z\d]@[a-z\d][a-z\d.]{3,12}[a-z\d]>/);
  });

  it.each([
    ["assistant", `"Acme (AI assistant)" <${OURS}>`, "auto-replied", "All"],
    ["system", `Acme <${OURS}>`, "auto-replied", "All"],
    ["operator", `Acme <${OURS}>`, undefined, undefined],
  ] as const)("of the %s says to people and machines who wrote it [EMAIL-22]", async (author, from, auto, suppress) => {
    const { fields } = await compose({ author });
    expect(fields["from"]).toBe(from);
    expect(fields["auto-submitted"]).toBe(auto);
    expect(fields["x-auto-response-suppress"]).toBe(suppress);
    expect(fields["x-switchboard-loop"]).toBe(OURS);
  });

  it("copies nobody twice, and never us", async () => {
    const copies = [CUSTOMER, OURS, "bob@customer.example"].map(address);
    const { fields, envelope: to } = await compose(envelope({ copies }));
    expect(fields["cc"]).toBe("bob@customer.example");
    expect(to.to).toEqual([CUSTOMER, "bob@customer.example"]);
  });

  it("that answers nothing refers to nothing", async () => {
    const { fields } = await compose(envelope({ answers: null, copies: [], subject: null }));
    expect(fields).not.toHaveProperty("in-reply-to");
    expect(fields).not.toHaveProperty("references");
    expect(fields).not.toHaveProperty("cc");
    expect(fields["subject"]).toBe("Your message to Acme");
  });
});

describe("nobody can write headers of his own [EMAIL-23]", () => {
  const evil = "x\r\nBcc: eve@evil.example\r\n\r\n<script>";
  it.each([
    ["the subject", envelope({ subject: evil }), CONFIG],
    ["the company's name", {}, { ...CONFIG, companyName: evil }],
    [
      "the name of a mail",
      envelope({ answers: { self: `<${evil}>`, ancestors: [`<a@b>\r\nBcc: eve@evil.example`] } }),
      CONFIG,
    ],
    ["a copy", envelope({ copies: [address(`bob@customer.example\r\nBcc: eve@evil.example`)] }), CONFIG],
  ])("through %s", async (_name, change, config) => {
    const { header, fields } = await compose(change, config);
    expect(fields).not.toHaveProperty("bcc");
    expect(header).not.toMatch(/^bcc/im);
    expect(Object.keys(fields).every((name) => /^[a-z-]+$/.test(name))).toBe(true);
  });
});

describe("the References", () => {
  const names = (count: number) => Array.from({ length: count }, (_each, index) => `<mail-${index}@customer.example>`);

  it("are the ancestors, oldest first, and the mail that is answered", async () => {
    const { fields } = await compose();
    expect(fields["in-reply-to"]).toBe("<third@customer.example>");
    expect(fields["references"]).toBe("<first@customer.example> <second@example.com> <third@customer.example>");
  });

  it("keep the first and the last ones when they are too many [EMAIL-24]", async () => {
    const ancestors = names(300);
    const { fields, header } = await compose(envelope({ answers: { self: "<self@customer.example>", ancestors } }));
    const kept = fields["references"]!.split(" ");
    expect(fields["references"]!.length).toBeLessThanOrEqual(1_500);
    expect(kept.length).toBeGreaterThan(50);
    expect(kept[0]).toBe("<mail-299@customer.example>");
    expect(kept.slice(-3)).toEqual([
      "<mail-1@customer.example>",
      "<mail-0@customer.example>",
      "<self@customer.example>",
    ]);
    expect(Math.max(...header.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it.each([
    ["one that is no name", ["not a name", "<a b@c>", "<>", "<ünï@c>"], []],
    ["one that is longer than a line", [`<${"x".repeat(1_000)}@c>`], []],
    ["one twice", ["<one@c>", "<one@c>", "<self@c>"], ["<one@c>"]],
  ])("leave out %s", async (_name, ancestors, expected) => {
    const { fields } = await compose(envelope({ answers: { self: "<self@c>", ancestors } }));
    expect(fields["references"]!.split(" ")).toEqual([...expected, "<self@c>"]);
  });
});

describe("the subject", () => {
  it.each([
    ["Parcel", "Re: Parcel"],
    ["Re: Parcel", "Re: Parcel"],
    ["RE: Re: AW: SV[3]: Parcel", "Re: Parcel"],
    ["回复：Parcel", "Re: Parcel"],
    ["Fwd: Parcel", "Re: Fwd: Parcel"],
    ["Regarding: Parcel", "Re: Regarding: Parcel"],
    ["  ", "Your message to Acme"],
    ["Re: ", "Your message to Acme"],
    ["x".repeat(400), `Re: ${"x".repeat(249)}…`],
  ])("of an answer to %j is %j [EMAIL-25]", async (subject, expected) => {
    const { fields } = await compose(envelope({ subject }));
    expect(decodeWords(fields["subject"]!)).toBe(expected);
  });
});

/** RFC 2047, as far as nodemailer writes it. */
function decodeWords(text: string): string {
  const bytes = [...text.matchAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/g)].map(([, encoding, word = ""]) =>
    encoding === "B"
      ? Buffer.from(word, "base64")
      : Buffer.from(
          word
            .replaceAll("_", " ")
            .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        ),
  );
  return bytes.length === 0 ? text : Buffer.concat(bytes).toString("utf8");
}

describe("whatever is said", () => {
  it.each([
    ["a line of a thousand letters", "x".repeat(5_000)],
    ["dots at the beginning of lines", ".\n..\n.x"],
    ["all of Unicode", "Grüße 👋\u0000\u0007 \u2028 日本語"],
    ["bare line ends", "a\rb\nc\r\nd"],
    ["a line like a separator of parts", "----_NmP-x-Part_1\n--\n-- \nFrom me"],
    ["nothing but a rule", "***"],
  ])("%s leaves as a mail that a strict server takes", async (_name, text) => {
    const { bytes } = await compose({ text });
    expect(checkContent(Buffer.from(bytes))).toBeNull();
  });
});
