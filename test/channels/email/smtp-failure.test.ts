import { describe, expect, it } from "vitest";
import { isAboutUs, parseReply, type SmtpFailure, toSendError } from "../../../channels/email/smtp-failure.ts";

describe("a reply of an SMTP server", () => {
  it.each([
    ["550 5.1.1 no such user", { status: 550, enhanced: "5.1.1" }],
    ["550-5.7.1 long\n550 5.7.1 story", { status: 550, enhanced: "5.7.1" }],
    ["421 come later", { status: 421, enhanced: null }],
    ["250", { status: 250, enhanced: null }],
    ["550 5.1.1.9 odd", { status: 550, enhanced: null }],
    ["5501 odd", null],
    ["hello", null],
    ["", null],
  ])("%j", (line, expected) => {
    expect(parseReply(line)).toEqual(expected);
  });
});

describe("what the outbox must know", () => {
  const refused = (status: number, enhanced: string | null = null): SmtpFailure => ({
    kind: "refused",
    reply: { status, enhanced },
  });
  const later = { retryable: true, maybeSent: false };
  const never = { retryable: false, maybeSent: false };
  const unclear = { retryable: true, maybeSent: true };

  it.each<[string, SmtpFailure, object, RegExp]>([
    [
      "nobody there",
      { kind: "unreachable", code: "ECONNREFUSED", cause: null },
      { code: "smtp_unreachable", ...later, concerns: "provider" },
      /ECONN/,
    ],
    [
      "a break before the mail",
      { kind: "broken", begun: false, code: "x" },
      { code: "smtp_broken", ...later },
      /tried again/,
    ],
    [
      "a break after it",
      { kind: "broken", begun: true, code: "x" },
      { code: "smtp_no_answer", ...unclear },
      /may have gone/,
    ],
    ["a stop before it", { kind: "aborted", begun: false }, { code: "smtp_aborted", ...later }, /not sent/],
    ["a stop after it", { kind: "aborted", begun: true }, { code: "smtp_aborted", ...unclear }, /may have gone/],
    ["no TLS", { kind: "insecure" }, { code: "smtp_insecure", ...later, concerns: "account" }, /smtps:/],
    [
      "a login without a reply",
      { kind: "login_refused", reply: null },
      { code: "smtp_login_refused", ...later, concerns: "account" },
      /SMTP_URL/,
    ],
    ["nobody of that name", refused(550, "5.1.1"), { code: "smtp_550_5.1.1", ...never }, /does not exist/],
    ["a full mailbox, for good", refused(552, "5.2.2"), { code: "smtp_552_5.2.2", ...never }, /full/],
    ["a mail that is too large", refused(552, "5.3.4"), { code: "smtp_552_5.3.4", ...never }, /too large/],
    ["spam", refused(554, "5.7.1"), { code: "smtp_554_5.7.1", ...never }, /rule of the server/],
    ["something else for good", refused(571), { code: "smtp_571", ...never }, /571/],
    ["greylisting", refused(451, "4.7.1"), { code: "smtp_451_4.7.1", ...later }, /again later/],
  ])("%s", (_name, failure, expected, words) => {
    const error = toSendError(failure);
    expect(error).toMatchObject({ concerns: "part", retryAfterMs: null, ...expected });
    expect(error.message).toMatch(words);
  });

  it.each<[string, SmtpFailure, boolean]>([
    ["a login", { kind: "login_refused", reply: null }, true],
    ["no TLS", { kind: "insecure" }, true],
    ["a recipient", refused(550, "5.1.1"), false],
    ["the network", { kind: "unreachable", code: "x", cause: null }, false],
  ])("knows whether it is about us: %s", (_name, failure, expected) => {
    expect(isAboutUs(failure)).toBe(expected);
  });
});
