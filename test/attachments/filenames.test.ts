import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkName, safeFilename } from "../../src/attachments/filenames.ts";

describe("the name of a file", () => {
  it.each([
    ["photo.png", "photo.png"],
    ["/etc/passwd", "passwd"],
    ["..\\..\\boot.ini", "boot.ini"],
    ["../..", "file"],
    ["  .htaccess", "htaccess"],
    ["a\r\nSet-Cookie: x=1.png", "aSet-Cookie_ x=1.png"],
    ['a"; filename="b.exe', "a_; filename=_b.exe"],
    ["invoice\u202egnp.exe", "invoicegnp.exe"],
    ["nul\0.txt", "nul.txt"],
    ["\u200b\u200b", "file"],
    ["", "file"],
    ["Prüfung 1.png", "Prüfung 1.png"],
  ])("%j is for people %j [MMSO-8]", (claimed, expected) => {
    expect(safeFilename(claimed)).toBe(expected);
  });

  it.each([
    ["photo.png", "photo.png"],
    ["Prüfung 1.png", "Prufung-1.png"],
    ["a very long name of a file.docx", "a-very-long-nam.docx"],
    ["写真.jpg", "file.jpg"],
    ["...", "file"],
    ["a..b...pdf", "a.b.pdf"],
  ])("%j is in an address %j [MMSO-5]", (filename, expected) => {
    expect(linkName(filename)).toBe(expected);
  });

  it("is harmless whatever is claimed [MMSO-8, MMSO-5]", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (claimed) => {
        const name = safeFilename(claimed);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(150);
        expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e"]|^\./u);
        expect(name.isWellFormed()).toBe(true);
        expect(linkName(name)).toMatch(/^[\w-][\w.-]{0,19}$/);
        expect(linkName(name)).not.toContain("..");
      }),
      { numRuns: 2_000 },
    );
  });
});
