import fc from "fast-check";
import { expect } from "vitest";
import { nameOf } from "../../../channels/email/message-name.ts";
import { type InboundMessage, PayloadError } from "../../../src/contract/index.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { corpus } from "./corpora.ts";
import { html, mail, multipart, READING, say } from "./raw-mail.ts";
import { RECORDED } from "./recorded.ts";

/** Mails made to take long, of about this many bytes. */
export function hostileMails(size: number): readonly Named[] {
  const repeated = (text: string) => text.repeat(Math.ceil(size / text.length));
  return [...hostileTexts(repeated), ...hostileHeaders(repeated, size), ...hostileParts(size)];
}

type Named = readonly [name: string, bytes: Buffer];

function hostileTexts(repeated: (text: string) => string): readonly Named[] {
  return [
    ["empty lines", mail({}, repeated("\n"))],
    ["blanks", mail({}, `x${repeated(" ")}y`)],
    ["quotes", mail({}, repeated("> > > a\n"))],
    ["introductions", mail({}, `hi\n\n${repeated("On Mon, 1 Jan 2026 at 10:00, A <a@b.cd> wrote:\n\n")}`)],
    ["colons", mail({}, repeated("a 1:\n"))],
    ["copied headers", mail({}, repeated("From: x\nfoo\n"))],
    ["signatures", mail({}, repeated("--\nSent from my\n"))],
    ["rules", mail({}, repeated("-----a\n___\n"))],
    ["a word without end above a torn introduction", mail({}, `${repeated("a")}\n> wrote:`)],
    ["names without end", mail({}, repeated(`${"a".repeat(500)}\n> wrote:\n`))],
    ["forged names", mail({}, repeated(`part.${"a".repeat(32)}.${"b".repeat(16)}@x.y `))],
    ["a report without end", mail({ From: "mailer-daemon@x.y" }, repeated("To: \n5.1.1.1"))],
    [
      "a report of blanks",
      mail({ From: "mailer-daemon@x.y", "Return-Path": "<>" }, `To:${repeated(" ")}x${" ".repeat(500)}`),
    ],
    ["deep HTML", html(repeated("<div><blockquote type=cite>a"))],
    ["unclosed HTML", html(repeated("<"))],
    ["style sheets", html(repeated("<style>a{b:c}"))],
    ["styles", html(repeated("<p style='color:red;font-size:12px;border:1px solid'>x</p>"))],
    ["lists", html(`<ul>${repeated("<li>x")}`)],
  ];
}

function hostileHeaders(repeated: (text: string) => string, size: number): readonly Named[] {
  return [
    ["a long header", mail({ "X-A": repeated("a") })],
    ["a folded header", mail({ "X-A": repeated("a\n ") })],
    ["many fields", mail({ "X-A": Array.from({ length: size / 10 }, () => "a") })],
    ["many recipients", mail({ Cc: repeated("a@b.cd, ") })],
    ["quotes in an address", mail({ Cc: repeated('"') })],
    ["brackets in an address", mail({ Cc: repeated("(<") })],
    ["groups in an address", mail({ Cc: repeated("a:b, ").replace(/.{900}/g, "$&\n ") })],
    ["many fields for addresses", mail({ To: Array.from({ length: size / 500 }, () => "a:b@c;".repeat(80)) })],
    ["many references", mail({ References: repeated("<a@b> ") })],
    ["encoded words", mail({ Subject: repeated("=?utf-8?q?a?= ") })],
    ["parameters", mail({ "Content-Type": `text/plain; ${repeated(';boundary="')}` })],
    ["escaped results", mail({ "Authentication-Results": `mx.example.com; ${repeated('dkim=pass "\\"\\')}` })],
    ["results", mail({ "Authentication-Results": `mx.example.com; ${repeated('dkim=pass "')}` })],
  ];
}

function hostileParts(size: number): readonly Named[] {
  return [
    ["failures of forged names", failures(size)],
    [
      "10,000 parts",
      multipart(
        "mixed",
        Array.from({ length: size / 100 }, () => "Content-Type: image/png\n\nx"),
      ),
    ],
    ["boundaries that never come", multipart("mixed", boundariesThatNeverCome(size))],
    ["boundaries", mail({ "Content-Type": "multipart/mixed; boundary=b" }, "--b\n".repeat(size / 4))],
    [
      "parts in parts",
      mail(
        { "Content-Type": "multipart/mixed; boundary=b" },
        Array.from(
          { length: size / 200 },
          (_, n) => `--b${n || ""}\nContent-Type: multipart/mixed; boundary=b${n + 1}\n\n`,
        ).join(""),
      ),
    ],
  ];
}

/** A report of many failures, and of mails of ours by many names. */
function failures(size: number): Buffer {
  const part = nameOf("01890000-0000-7000-8000-000000000001", "x.example", READING.secret);
  const names = Array.from({ length: 100 }, (_, n) => part.replace("@x", `@x${n}`)).join("\n");
  const status = `Content-Type: message/delivery-status\n\n${"Final-Recipient: rfc822; a@b.cd\nStatus: 5.1.1\n\n".repeat(99)}`;
  const parts = Array.from({ length: Math.ceil(size / status.length) }, () => status);
  return multipart("report; report-type=delivery-status", [`Content-Type: text/plain\n\n${names}`, ...parts]);
}

function boundariesThatNeverCome(size: number): readonly string[] {
  const parts = Array.from(
    { length: size / 200 },
    (_, n) => `Content-Type: multipart/mixed; boundary=${"-".repeat(30)}z${n}\n\nx`,
  );
  return [...parts, `Content-Type: text/plain\n\n${`${"-".repeat(70)}\n`.repeat(size / 100)}`];
}

/** Recorded mails with a piece taken out and a piece put in, at any place. */
export const MANGLED: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(...RECORDED.map(({ bytes }) => bytes), ...corpus("mikel-mail").map(({ bytes }) => bytes)),
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("\r\n", "\n\n", "--", "<", "=", "\0", '"', "\xff").map((text) => Buffer.from(text, "latin1")),
    ),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat({ max: 200 }),
  )
  .map(([bytes, noise, where, cut]) => {
    const at = Math.floor(where * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + cut)]);
  });

/**
 * What the bytes say, said in the one way there is; null when they are refused. `maxCpuMs`: several times what it takes, and
 * far below what time that grows with the square would be.
 */
export async function survive(bytes: Uint8Array, maxCpuMs: number): Promise<InboundMessage | null> {
  const began = cpuMs();
  const message = await say(bytes).then(
    ({ messages }) => messages[0]!,
    (error: unknown) => {
      expect(error).toBeInstanceOf(PayloadError);
      return null;
    },
  );
  expect(cpuMs() - began).toBeLessThan(maxCpuMs);
  if (message !== null) isStorable(message);
  return message;
}

function isStorable(message: InboundMessage): void {
  const { filename = "x" } = message.attachments[0] ?? {};
  for (const text of [message.text, message.fullText, message.html, message.subject, message.from.name, filename]) {
    expect(text ?? "").not.toContain("\0");
    expect((text ?? "").isWellFormed()).toBe(true);
  }
  for (const line of [
    message.subject,
    message.from.name,
    message.from.address,
    message.replyTo,
    ...message.copies,
    filename,
  ]) {
    expect(line ?? "").not.toMatch(/\p{Cc}/u);
  }
  expect(message.from.address).toContain("@");
  expect(message.text === "" && message.fullText !== "").toBe(false);
  expect(message.suppressed === null).toBe(message.class === "human");
}
