import { describe, expect, it } from "vitest";
import { cleanText } from "../../../channels/sms/clean-text.ts";

describe("what no phone shows", () => {
  it.each([
    ["line ends", "a\r\nb\rc\u2028d\vE", "a\nb\nc\nd\nE"],
    ["tabs", "a\tb", "a b"],
    ["control characters", "a\0b\u0007c\u001B[31md\u009Be", "abc[31mde"],
    ["overrides of the direction", "pay \u202Etxt.exe", "pay txt.exe"],
    ["halves of characters", "a\uD83Db\uDE00c", "abc"],
    ["blanks around it", " \n a b \n", "a b"],
  ])("is not sent: %s [SMSR-3]", (_name, text, clean) => expect(cleanText(text)).toBe(clean));

  it.each([
    ["emoji of several", "👩‍👩‍👧 ok"],
    ["marks that Arabic and Hebrew need", "\u200Fשלום\u200F (1)"],
    ["joiners in Persian", "می\u200Cخواهم"],
    ["what a customer's support calls HTML", "<b>bold</b> & **stars**"],
    ["lines between paragraphs", "a\n\n\nb"],
  ])("is not what people write: %s [SMSR-3]", (_name, text) => expect(cleanText(text)).toBe(text));

  it.each(["", " \n\t", "\u200B\u200D\uFEFF", "\u00AD", "\u2800", "\u3164", "\0\u0001", "\u202E", "\uFE0F"])(
    "alone is nothing: %j [SMSR-3]",
    (text) => expect(cleanText(text)).toBe(""),
  );
});
