import { describe, expect, it } from "vitest";
import { planMedia } from "../../../channels/sms/plan-media.ts";
import { render } from "../../../channels/sms/render.ts";
import { address, type OutboundFile } from "../../../src/contract/index.ts";

const US = "+14155550100";
const CANADA = "+16045550142";

let count = 0;
function file(contentType: string, size = 1_000): OutboundFile {
  count += 1;
  const id = `file-${count}`;
  return { id, filename: `${id}.bin`, contentType, size, url: `https://support.example.com/files/${id}?until=1&key=x` };
}

const planned = (files: readonly OutboundFile[], from = US, to = CANADA) => {
  const { carried, linked } = planMedia(files, { from, to });
  expect([...carried, ...linked].map(({ id }) => id).toSorted()).toEqual(files.map(({ id }) => id).toSorted());
  return files.map((one) => carried.includes(one));
};

describe("a file goes with the text", () => {
  it.each<[string, OutboundFile, boolean]>([
    ["a picture of 5 MB", file("image/jpeg", 5_000_000), true],
    ["a picture of one byte more", file("image/jpeg", 5_000_001), false],
    ["a PNG", file("image/png"), true],
    ["a GIF", file("image/gif"), true],
    ["a picture that Twilio does not fit to the phone, of 500 KB", file("image/heic", 500_000), true],
    ["the same of one byte more", file("image/heic", 500_001), false],
    ["a paper of 500 KB", file("application/pdf", 500_000), true],
    ["a paper of 600 KB", file("application/pdf", 600_000), false],
    ["a visiting card", file("text/vcard"), true],
    ["a WebP, which is for stickers of WhatsApp", file("image/webp"), false],
    ["a plain text", file("text/plain"), false],
    ["a WAV", file("audio/wav"), false],
    ["a program", file("application/octet-stream"), false],
    ["a type that only begins like one", file("image/png+x"), false],
  ])("or as a link: %s [MMSO-2]", (_name, one, isCarried) => {
    expect(planned([one])).toEqual([isCarried]);
  });

  it.each<[string, string, string, boolean]>([
    ["the USA to Canada", US, CANADA, true],
    ["Canada to the USA", CANADA, US, true],
    ["a toll-free number", "+18005550100", US, true],
    ["the USA to Jamaica, which has the same country code", US, "+18765550142", false],
    ["the USA to Britain", US, "+447700900123", false],
    ["Britain to the USA", "+447700900123", US, false],
    ["a name", "ACME", US, false],
    ["the USA to a short code", US, "+12345", false],
  ])("from %s: %s to %s [MMSO-2]", (_name, from, to, isCarried) => {
    expect(planned([file("image/png")], from, to)).toEqual([isCarried]);
  });

  it("as long as all together are 5 MB and ten, later ones that fit included [MMSO-2]", () => {
    expect(planned([3_000_000, 2_500_000, 2_000_000, 1].map((size) => file("image/png", size)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const many = planned(Array.from({ length: 12 }, () => file("image/png")));
    expect(many).toEqual([...Array.from({ length: 10 }, () => true), false, false]);
  });
});

describe("a text with files", () => {
  const said = { author: "operator", from: address(US), to: address(CANADA) } as const;

  it("has them in its last part, and links in lines at its end [MMSO-2]", () => {
    const [picture, notes] = [file("image/png"), file("text/plain")];
    expect(render({ ...said, text: "Look:", files: [picture, notes] })).toEqual([
      { text: `Look:\n${notes.filename}: ${notes.url}`, files: [picture.id] },
    ]);
    const parts = render({ ...said, text: "word ".repeat(500), files: [picture] });
    expect(parts.map(({ files }) => files)).toEqual([[], [picture.id]]);
  });

  it("may be nothing but files [MMSO-1]", () => {
    const [picture, notes] = [file("image/png"), file("text/plain")];
    expect(render({ ...said, text: "", files: [picture] })).toEqual([{ text: "", files: [picture.id] }]);
    expect(render({ ...said, text: " ", files: [notes] })).toEqual([
      { text: `${notes.filename}: ${notes.url}`, files: [] },
    ]);
  });

  it("leaves room for links, should Twilio refuse the files [MMSO-3]", () => {
    const pictures = Array.from({ length: 3 }, () => file("image/png"));
    const parts = render({ ...said, text: "x".repeat(1_580), files: pictures });
    expect(parts.map(({ text, files }) => [text.length, files.length])).toEqual([
      [1_580, 0],
      [0, 3],
    ]);
  });
});
