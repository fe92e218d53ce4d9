import { describe, expect, it } from "vitest";
import { nameOf } from "../../../channels/email/message-name.ts";
import { corpus } from "./corpora.ts";
import { type Fields, mail, messageOf, multipart, READING, say } from "./raw-mail.ts";

const PART = "0192f0a1-7b3c-7d4e-8f50-617283940516";
const OURS = nameOf(PART, "example.com", READING.secret);
const FORGED = nameOf(PART, "example.com", "guess");

const DAEMON: Fields = { From: "MAILER-DAEMON@mx.example", "Return-Path": "<>", Subject: "Returned mail" };

function status(...recipients: readonly string[]): string {
  return `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${recipients.join("\n\n")}`;
}

function recipient(action: string, code: string, address = "ada@customer.example"): string {
  return `Final-Recipient: rfc822; ${address}\nAction: ${action}\nStatus: ${code}`;
}

const original = (name: string) =>
  `Content-Type: message/rfc822\n\nMessage-ID: ${name}\nTo: ada@customer.example\n\nHi`;

const report = (...parts: readonly string[]) =>
  multipart("report; report-type=delivery-status", ["Content-Type: text/plain\n\nSorry", ...parts], DAEMON);

const failed = (code: string) => ({ providerId: OURS, partId: PART, status: "failed", error: { code } });

describe("[EMAIL-43] a report that a mail of ours failed", () => {
  it("is a receipt for the part, in words, and belongs to whom it did not reach", async () => {
    const { messages, receipts } = await say(report(status(recipient("failed", "5.1.1")), original(OURS)));
    expect(receipts).toEqual([
      {
        ...failed("smtp_5.1.1"),
        error: {
          code: "smtp_5.1.1",
          message: expect.stringContaining("no such mailbox"),
          concerns: "part",
          againAfterMs: [],
        },
      },
    ]);
    expect(messages[0]).toMatchObject({
      class: "bounce",
      from: { address: "ada@customer.example", name: null, proof: null },
      references: { parts: [PART] },
    });
  });

  it.each([
    [
      "in a header only",
      report(status(recipient("failed", "5.2.2")), `Content-Type: text/rfc822-headers\n\nMessage-ID: ${OURS}`),
      ["smtp_5.2.2"],
    ],
    [
      "once, whomever else it did not reach",
      report(status(recipient("failed", "5.1.1"), recipient("failed", "5.7.1", "b@x.example")), original(OURS)),
      ["smtp_5.1.1"],
    ],
    [
      "for those that failed only",
      report(status(recipient("failed", "5.1.1"), recipient("relayed", "2.0.0", "b@x.example")), original(OURS)),
      ["smtp_5.1.1"],
    ],
    [
      "with a status in the diagnosis",
      report(
        status("Final-Recipient: rfc822; a@x.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.4.1 no"),
        original(OURS),
      ),
      ["smtp_5.4.1"],
    ],
    [
      "once, however often it is named",
      report(
        status(recipient("failed", "5.1.1")),
        original(OURS),
        original(nameOf(PART, "relay.example", READING.secret)),
      ),
      ["smtp_5.1.1"],
    ],
    [
      "for that mail only, and for none that it refers to",
      report(
        status(recipient("failed", "5.1.1")),
        original(OURS).replace(
          "To:",
          `References: ${nameOf(PART.replace("0192", "0191"), "example.com", READING.secret)}\nTo:`,
        ),
      ),
      ["smtp_5.1.1"],
    ],
    ["given up after days", report(status(recipient("failed", "4.4.7")), original(OURS)), ["smtp_4.4.7"]],
    [
      "in free words",
      mail(
        DAEMON,
        `Hi. This is qmail.\n<ada@customer.example>:\n550 5.1.1 unknown\n\n--- Below is a copy\n\nMessage-ID: ${OURS}\nTo: ada@customer.example\n`,
      ),
      ["smtp_5.1.1"],
    ],
    [
      "in free words without a code",
      mail(
        { From: "postmaster@mx.example", Subject: "Undeliverable: Hello" },
        `Not delivered.\n\nMessage-ID: ${OURS}\n`,
      ),
      ["smtp_bounce"],
    ],
    [
      "with a reply code",
      mail({ ...DAEMON, "X-Failed-Recipients": "ada@customer.example" }, `host said: 552 quota\n${OURS}`),
      ["smtp_552"],
    ],
  ])("is found %s", async (_where, bytes, codes) => {
    const { receipts } = await say(bytes);
    expect(receipts.map(({ partId, status: news, error }) => [partId, news, error?.code])).toEqual(
      codes.map((code) => [PART, "failed", code]),
    );
  });

  it.each([
    ["a delay", report(status(recipient("delayed", "4.4.1")), original(OURS))],
    ["a delay in free words", mail({ ...DAEMON, Subject: "Warning: message delayed" }, `Will keep trying.\n${OURS}`)],
    ["a delivery", report(status(recipient("delivered", "2.0.0")), original(OURS))],
    ["a mail of somebody else", report(status(recipient("failed", "5.1.1")), original("<a@b.example>"))],
    ["a forged name", report(status(recipient("failed", "5.1.1")), original(FORGED))],
  ])("is none, but a report without a receipt: %s", async (_what, bytes) => {
    const { messages, receipts } = await say(bytes);
    expect(receipts).toEqual([]);
    expect(messages[0]!.class).toBe("bounce");
  });

  it.each([
    [
      "a person who quotes one",
      mail({ Subject: "Returned mail" }, `I got this:\n550 5.1.1 unknown\nMessage-ID: ${OURS}\n`),
    ],
    [
      "a vacation notice from nobody",
      mail({ "Return-Path": "<>", "Auto-Submitted": "auto-replied", Subject: "Undeliverable mood" }),
    ],
  ])("is none at all: %s", async (_what, bytes) => {
    const { messages, receipts } = await say(bytes);
    expect(receipts).toEqual([]);
    expect(messages[0]!.class).not.toBe("bounce");
  });
});

it("[EMAIL-44] a complaint is told apart, belongs to whom it is from, and leads to the mail", async () => {
  const feedback =
    "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: ada@customer.example";
  const message = await messageOf(multipart("report; report-type=feedback-report", [feedback, original(OURS)]));
  expect(message).toMatchObject({
    class: "complaint",
    from: { address: "ada@customer.example" },
    references: { parts: [PART] },
  });
});

describe("[EMAIL-43] the reports of 75 mail systems", () => {
  const cases = corpus("sisimai");

  it("get no automatic answer, none of them", async () => {
    const answered = await Promise.all(cases.map(async ({ bytes }) => (await messageOf(bytes)).suppressed === null));
    expect(cases.filter((_case, index) => answered[index]).map(({ id }) => id)).toEqual([]);
  });

  it("are told apart: at least 161 of 166", async () => {
    const words: Record<string, readonly string[]> = { auto: ["auto_reply", "auto_generated"] };
    const right = await Promise.all(
      cases.map(async ({ bytes, expect: { class: kind } }) =>
        (words[String(kind)] ?? [String(kind)]).includes((await messageOf(bytes)).class),
      ),
    );
    expect(right).toHaveLength(166);
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(161);
  });

  it("make no contact of a daemon where they say whom they are about", async () => {
    const structured = cases.filter(({ bytes }) => /^Final-Recipient:.*@/im.test(bytes.toString("latin1")));
    const daemons = await Promise.all(
      structured.map(async ({ bytes }) => /^(?:mailer-daemon|postmaster)@/.test((await messageOf(bytes)).from.address)),
    );
    expect(structured.length).toBeGreaterThan(80);
    expect(daemons.filter(Boolean).length).toBeLessThanOrEqual(4);
  });
});
