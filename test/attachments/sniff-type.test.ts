import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sniffType } from "../../src/attachments/sniff-type.ts";

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(" ", ""), "hex");
const UNKNOWN = "application/octet-stream";

describe("the type of a file", () => {
  it.each<[string, Buffer, string, string]>([
    ["a PNG that calls itself a paper", hex("89504e470d0a1a0a 0000000d49484452"), "a.pdf", "image/png"],
    ["a JPEG", hex("ffd8ffe0 00104a464946"), "a.jpg", "image/jpeg"],
    ["a GIF", Buffer.from("GIF89a........"), "a.gif", "image/gif"],
    ["a paper", Buffer.from("%PDF-1.7\n%..."), "a", "application/pdf"],
    ["a visiting card", Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"), "a.vcf", "text/vcard"],
    ["a text", Buffer.from("Grüße\n"), "a.txt", "text/plain"],
    ["a table", Buffer.from("a;b\r\n1;2\r\n"), "A.CSV", "text/csv"],
    ["a text that calls itself a picture", Buffer.from("not a picture"), "a.png", "text/plain"],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), "a.html", UNKNOWN],
    ["a page behind blanks and a mark", Buffer.from("\ufeff \n\t<script>alert(1)</script>"), "a.txt", UNKNOWN],
    [
      "a drawing with a program",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
      "a.svg",
      UNKNOWN,
    ],
    ["a text that is no UTF-8", hex("48 fc 6c"), "a.txt", UNKNOWN],
    ["a text with a NUL in it", Buffer.from("a\0b"), "a.txt", UNKNOWN],
  ])("of %s is told by its bytes [MMSO-8]", async (_name, content, filename, expected) => {
    expect(await sniffType(content, filename)).toBe(expected);
  });

  it("is told of anything, in lower case and without parameters [MMSO-8]", async () => {
    const prefixes = [
      "",
      "89504e470d0a1a0a",
      "504b0304",
      "25504446",
      "52494646",
      "4f676753",
      "00000018667479706d703432",
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...prefixes), fc.uint8Array({ maxLength: 300 }), async (prefix, rest) => {
        const type = await sniffType(Buffer.concat([hex(prefix), rest]), "a.bin");
        expect(type).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
        expect(type).not.toMatch(/html|svg/);
      }),
      { numRuns: 500 },
    );
  });
});
