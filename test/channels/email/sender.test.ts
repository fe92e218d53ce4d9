import { describe, expect, it } from "vitest";
import { type Fields, mail, messageOf } from "./raw-mail.ts";

const PASSED = "mx.example.com; dmarc=pass header.from=customer.example";

async function proofOf(results: string | readonly string[], fields: Fields = {}): Promise<string | null> {
  return (await messageOf(mail({ "Authentication-Results": results, ...fields }))).from.proof;
}

describe("[EMAIL-2] who wrote a mail is proven", () => {
  it.each([
    ["by DMARC", PASSED, "dmarc"],
    ["by a signature of the same domain", "mx.example.com; dkim=pass header.d=customer.example", "dkim"],
    [
      "by one of the domain above",
      'mx.example.com 1; dkim=pass (good) header.i="@example"; dkim=pass header.i=@sub.customer.example',
      "dkim",
    ],
    [
      "by a signature where the domain has no rule",
      "mx.example.com; dmarc=none header.from=customer.example; dkim=pass header.d=customer.example",
      "dkim",
    ],
    [
      "by the second of two signatures",
      "mx.example.com; dkim=fail header.d=customer.example; dkim=pass header.d=customer.example",
      "dkim",
    ],
    [
      "whatever stands around the words",
      "MX.Example.COM;\n\tspf=none (x; dmarc=fail);\n\tdmarc = pass (p=none) header.from = Customer.Example",
      "dmarc",
    ],
  ])("%s", async (_how, results, proof) => {
    expect(await proofOf(results)).toBe(proof);
  });
});

describe("[EMAIL-2] who wrote a mail is not proven", () => {
  it.each([
    ["by a signature of somebody else", "mx.example.com; dkim=pass header.d=attacker.example"],
    ["by one whose name only ends alike", "mx.example.com; dkim=pass header.d=mycustomer.example"],
    ["by a top-level domain", "mx.example.com; dkim=pass header.d=example"],
    ["by DMARC of another domain", "mx.example.com; dmarc=pass header.from=attacker.example"],
    ["by SPF alone", "mx.example.com; spf=pass smtp.mailfrom=customer.example"],
    ["by a comment", "mx.example.com; dmarc=fail (dmarc=pass header.from=customer.example)"],
    ["by what is in quotes", 'mx.example.com; spf=fail reason="; dmarc=pass header.from=customer.example"'],
    [
      "by what is in quotes with quotes in it",
      String.raw`mx.example.com; dkim=pass header.i="a\" header.d=customer.example \""@attacker.example`,
    ],
    [
      "by a result that names two domains",
      "mx.example.com; dkim=pass header.d=attacker.example header.d=customer.example",
    ],
    [
      "by DMARC that names two domains",
      "mx.example.com; dmarc=pass header.from=customer.example header.from=attacker.example",
    ],
    [
      "by a signature when DMARC has failed",
      "mx.example.com; dkim=pass header.d=customer.example; dmarc=fail header.from=customer.example",
    ],
    [
      "by what stands in front of a text too long to be read",
      `mx.example.com; dkim=pass header.d=customer.example; spf=none reason="${"x".repeat(21_000)}"; dmarc=fail`,
    ],
    [
      "by a neighbour below it where the domain has no rule",
      "mx.example.com; dmarc=none header.from=customer.example; dkim=pass header.d=evil.customer.example",
    ],
    ["by another server", "mx.attacker.example; dmarc=pass header.from=customer.example"],
    ["by no result", "mx.example.com; none"],
    ["by nothing", ""],
  ])("%s", async (_how, results) => {
    expect(await proofOf(results)).toBeNull();
  });

  it("by results below ours, which may come with the mail", async () => {
    expect(await proofOf(["mx.example.com; dmarc=fail header.from=customer.example", PASSED])).toBeNull();
  });

  it("when a mail has several authors", async () => {
    expect(await proofOf(PASSED, { From: "ada@customer.example, eve@attacker.example" })).toBeNull();
    expect(await proofOf(PASSED, { From: ["ada@customer.example", "eve@attacker.example"] })).toBeNull();
  });

  it("when there is no From", async () => {
    expect(await proofOf(PASSED, { From: null, "Reply-To": "ada@customer.example" })).toBeNull();
  });
});

describe("the sender", () => {
  it.each([
    [
      "is written in one way",
      { From: '"Lovelace, Ada" <Ada@Customer.EXAMPLE>' },
      "ada@customer.example",
      "Lovelace, Ada",
    ],
    [
      "has a name only when it says more",
      { From: '"ada@customer.example" <ada@customer.example>' },
      "ada@customer.example",
      null,
    ],
    [
      "is not who the name says",
      { From: '"boss@example.com" <eve@attacker.example>' },
      "eve@attacker.example",
      "boss@example.com",
    ],
    ["is at an international domain", { From: "ada@xn--bcher-kva.example" }, "ada@bücher.example", null],
    ["is never Reply-To", { "Reply-To": "eve@attacker.example" }, "ada@customer.example", "Ada"],
    [
      "without a From is Reply-To",
      { From: null, "Reply-To": "b@x.example", Sender: "c@x.example" },
      "b@x.example",
      null,
    ],
    ["without an address in From is Return-Path", { From: "Ada", "Return-Path": "<b@x.example>" }, "b@x.example", null],
    ["with an 8-bit name is read", { From: "=?utf-8?q?J=C3=BCrgen?= <j@x.example>" }, "j@x.example", "Jürgen"],
  ])("%s", async (_what, fields: Fields, address, name) => {
    expect((await messageOf(mail(fields))).from).toMatchObject({ address, name });
  });

  it("is not looked for in a field without end, which could be cut in the middle of his address", async () => {
    const From = `${"list:;".repeat(6_000)} ada@customer.example.attacker.example`.replace(/.{900}/g, "$&\n ");
    const message = await messageOf(mail({ From, "Return-Path": "<b@x.example>", "Authentication-Results": PASSED }));
    expect(message.from).toMatchObject({ address: "b@x.example", proof: null });
  });

  it("may be nobody, who gets no answer", async () => {
    const message = await messageOf(mail({ From: "undisclosed", "Return-Path": null }));
    expect(message.from.address).toMatch(/\.invalid$/);
    expect(message.suppressed).toContain("does not say whom it is from");
  });

  it("behind our own group is the one that the group names", async () => {
    const group = { From: "'Ada' via Support <support@example.com>", "List-Id": "<support.example.com>" };
    const message = await messageOf(
      mail({ ...group, Precedence: "list", "X-Original-From": "Ada <ada@customer.example>" }),
    );
    expect(message).toMatchObject({ class: "human", from: { address: "ada@customer.example", proof: null } });
  });
});

describe("[EMAIL-3] an answer", () => {
  it.each([
    ["leaves from the address that was written to", { To: "Support <SUPPORT@example.com>" }],
    ["also when that was in copy", { To: "grace@partner.example", Cc: "support@example.com" }],
    [
      "also when that was an alias that the server noted",
      { To: "list@partner.example", "X-Original-To": "support@example.com" },
    ],
    ["else from the first of ours", { To: "undisclosed-recipients:;" }],
  ])("%s", async (_what, fields: Fields) => {
    expect((await messageOf(mail(fields))).to).toBe("support@example.com");
  });

  it("goes to all that were written to, each once, but not to us and not twice to the author", async () => {
    const message = await messageOf(
      mail({
        To: "support@example.com, Grace <Grace@partner.example>, ada@customer.example",
        Cc: "Team: b@partner.example, grace@partner.example;",
        Bcc: "secret@partner.example",
      }),
    );
    expect(message.copies).toEqual(["grace@partner.example", "b@partner.example"]);
  });

  it.each([
    ["goes where the author wants it", "orders@customer.example", "orders@customer.example"],
    ["not back to us", "support@example.com", null],
    ["says nothing new", "Ada <ada@customer.example>", null],
  ])("%s", async (_what, replyTo, expected) => {
    expect((await messageOf(mail({ "Reply-To": replyTo }))).replyTo).toBe(expected);
  });
});
