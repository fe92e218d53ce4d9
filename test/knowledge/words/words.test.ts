import { describe, expect, it } from "vitest";
import { termsOf } from "../../../src/knowledge/words/words.ts";

const stemsOf = (text: string): string[] => [...termsOf(text)].filter(({ joined }) => !joined).map(({ stem }) => stem);
const joinedOf = (text: string): string[] => [...termsOf(text)].filter(({ joined }) => joined).map(({ stem }) => stem);

describe("words", () => {
  it.each([
    ["drops grammar and courtesies", "Hi, could you please help me with the refunds? Thanks!", ["refund"]],
    [
      "gives the forms of a word one stem",
      "cancel cancels cancelled canceling",
      ["cancel", "cancel", "cancel", "cancel"],
    ],
    ["gives irregular verbs the stem of their infinitive", "I paid, and I lost it", ["pai", "lose"]],
    ["understands what people shorten", "pw 4 my acct", ["password", "4", "account"]],
    ["takes contractions for what they are", "I can't, don’t and won't", []],
    ["drops the possessive", "the owner’s card", ["owner", "card"]],
    [
      "knows a verb written as two words",
      "log in, logged in, Log-in, log into, login",
      ["login", "login", "login", "login", "login"],
    ],
    ["reads full-width and styled letters", "ＡＰＩ 𝗸𝗲𝘆", ["api", "kei"]],
    ["reads through invisible characters", "re​fund ref\u00ADund", ["refund", "refund"]],
    ["reads a number with commas as one", "$10,000 or 10000", ["10000", "10000"]],
    ["keeps decimals whole", "99.9% and TLS 1.2", ["99.9", "tl", "1.2"]],
    ["keeps status codes", "HTTP 429", ["http", "429"]],
    ["keeps short names", "SSO, 2FA, VAT and an API", ["sso", "2fa", "vat", "api"]],
    ["reads a norm with and without its space alike", "ISO 27001 ISO27001", ["iso", "27001", "iso", "27001"]],
    ["takes other alphabets as they stand", "Überweisung 返金", ["überweisung", "返金"]],
    ["finds the words of Japanese", "請求書をダウンロード", ["請求", "書", "ダウンロード"]],
    ["finds the words of Chinese", "如何取消订阅", ["如何", "取消", "订阅"]],
    ["finds the words of Thai", "ยกเลิกการสมัคร", ["ยกเลิก", "การ", "สมัคร"]],
    ["leaves out what is swallowed before an apostrophe", "l'abonnement, O’Brien, I’ve", ["abonn", "brien"]],
    ["is silent about silence", " \n\t… !? 🙂", []],
  ])("%s", (_name, text, expected) => {
    expect(stemsOf(text)).toEqual(expected);
  });

  it.each([
    ["an error code", "rate_limited", ["rate", "limit"], ["ratelimit"]],
    ["a header", "X-RateLimit-Reset", ["ratelimit", "reset"], ["xratelimitreset"]],
    ["a word with a hyphen", "e-mail", ["mail"], ["email"]],
  ])("gives %s whole and in parts", (_name, text, parts, whole) => {
    expect(stemsOf(text)).toEqual(parts);
    expect(joinedOf(text)).toEqual(whole);
  });

  it.each([
    ["fr", "je n'ai pas d'accès à l’article qu'il faut", ["acces", "articl"]],
    ["it", "l'account dell’azienda", ["account", "azi"]],
    ["nl", "de foto’s", ["foto"]],
    ["hi", "पैसा वापस", ["पैसा", "वापस"]],
  ])("reads what stands before an apostrophe as a word of its own in %s [SRCH-11]", (language, text, expected) => {
    const stems = [...termsOf(text, language)].filter(({ joined }) => !joined).map(({ stem }) => stem);
    expect(stems).toEqual(expected);
  });

  it("tells how each was written [SRCH-10]", () => {
    const written = [...termsOf("Logged in with my PW on 10,000 rate_limited days: how long?")].map(
      (term) => term.written,
    );
    expect(written).toEqual(["logged in", "pw", "10,000", "rate", "limited", "rate_limited", "days", "how long"]);
  });

  it("passes over what is too long to be a word", () => {
    expect(stemsOf(`key ${"a".repeat(200_000)} refund`)).toEqual(["kei", "refund"]);
  });
});
