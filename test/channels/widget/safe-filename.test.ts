import fc from "fast-check";
import { expect, it } from "vitest";
import { safeFilename } from "../../../channels/widget/safe-filename.ts";

it.each([
  ["an ordinary name stays", "Rechnung März (2).pdf", "Rechnung März (2).pdf"],
  ["other scripts and emoji stay", "请求 👩‍👩‍👧.png", "请求 👩‍👩‍👧.png"],
  ["a path is left out", "../../etc/passwd", "passwd"],
  ["also one of Windows", "C:\\Users\\ann\\scan.jpg", "scan.jpg"],
  ["a path alone is no name", "a/b/", "file"],
  ["nor are dots", "..", "file"],
  ["a hidden file is not hidden", ".htaccess", "htaccess"],
  ["nothing that turns letters around", "invoice\u202egpj.exe", "invoicegpj.exe"],
  ["no control characters", "a\0b\r\nc.txt", "abc.txt"],
  ["nothing that a file system minds", 'a<b>:"|?*.txt', "a_b______.txt"],
  ["half a character is replaced", "a\ud800.txt", "a\ufffd.txt"],
  ["nothing", "", "file"],
  ["blanks", "  ", "file"],
  ["a long name is cut before its extension", `${"x".repeat(500)}.docx`, `${"x".repeat(145)}.docx`],
  ["between characters", `${"👋".repeat(200)}.txt`, `${"👋".repeat(73)}.txt`],
  ["an extension without end is none", `a.${"x".repeat(500)}`, `a.${"x".repeat(148)}`],
])("%s", (_name, claimed, expected) => {
  expect(safeFilename(claimed)).toBe(expected);
});

it("is a name whatever comes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 0x10ffff }), { maxLength: 200 }).map((codes) => String.fromCodePoint(...codes)),
      (claimed) => {
        const name = safeFilename(claimed);
        expect(name).not.toBe("");
        expect(name.length).toBeLessThanOrEqual(150);
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\./u);
        expect(name.isWellFormed()).toBe(true);
      },
    ),
  );
});
