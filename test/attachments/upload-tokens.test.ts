import { expect, it } from "vitest";
import { createUploadTokens } from "../../src/attachments/upload-tokens.ts";

const FILE = { hash: "a".repeat(64), filename: "photo.png", contentType: "image/png", size: 1234 };
const ANA = "0190a3b4-0000-7000-8000-00000000000a";
const BEN = "0190a3b4-0000-7000-8000-00000000000b";
const DAY = 24 * 3_600_000;

let now = Date.parse("2026-03-01T12:00:00Z");
const tokens = createUploadTokens("the secret", () => now);

it("says what was uploaded, to who uploaded it, for a day [MMSO-8]", () => {
  const begin = now;
  const token = tokens.issue(FILE, ANA);
  expect(tokens.read(token, ANA)).toEqual(FILE);
  now = begin + DAY - 1;
  expect(tokens.read(token, ANA)).toEqual(FILE);
  now = begin + DAY;
  expect(tokens.read(token, ANA)).toBeNull();
  now = begin;
});

const token = tokens.issue(FILE, ANA);
const [content = "", signature = ""] = token.split(".");
const other = Buffer.from(JSON.stringify({ ...FILE, hash: "b".repeat(64), operatorId: ANA, until: now + DAY }));
it.each([
  ["for somebody else", token, BEN],
  ["with another content", `${other.toString("base64url")}.${signature}`, ANA],
  ["signed with another secret", createUploadTokens("another", () => now).issue(FILE, ANA), ANA],
  ["without a signature", content, ANA],
  ["with half of one", `${content}.${signature.slice(0, 20)}`, ANA],
  ["with something behind it", `${token}.x`, ANA],
  ["of nothing", "", ANA],
  ["of dots", "..", ANA],
])("is worth nothing %s [MMSO-8]", (_name, given, operator) => {
  expect(tokens.read(given, operator)).toBeNull();
});
