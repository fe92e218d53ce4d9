import { describe, expect, it } from "vitest";
import { parseForm } from "../../../channels/sms/form.ts";
import { toAttachments, uncarriedMedia } from "../../../channels/sms/to-attachments.ts";

const formOf = (fields: Record<string, string>) => parseForm(Buffer.from(new URLSearchParams(fields).toString()));
const URL_OF = (index: number): string => `https://api.twilio.com/Media/ME${index}`;

describe("the media of a text", () => {
  it.each<[string, Record<string, string>, [filename: string, reference: string | null][], number]>([
    ["none", { NumMedia: "0" }, [], 0],
    ["no count", {}, [], 0],
    ["a count that is none", { NumMedia: "many" }, [], 0],
    ["a count below none", { NumMedia: "-3" }, [], 0],
    [
      "no count, and an address",
      { MediaUrl0: URL_OF(0), MediaContentType0: "image/png" },
      [["image-1.png", URL_OF(0)]],
      0,
    ],
    [
      "too small a count",
      { NumMedia: "1", MediaUrl0: URL_OF(0), MediaUrl1: URL_OF(1), MediaContentType1: "audio/amr" },
      [
        ["file-1.bin", URL_OF(0)],
        ["audio-2.amr", URL_OF(1)],
      ],
      0,
    ],
    [
      "a count without addresses",
      { NumMedia: "2", MediaContentType0: "text/vcard" },
      [
        ["contact-1.vcf", null],
        ["file-2.bin", null],
      ],
      0,
    ],
    [
      "types in other words",
      { NumMedia: "3", MediaContentType0: "IMAGE/JPEG", MediaContentType1: "../../etc", MediaContentType2: "text/x" },
      [
        ["image-1.jpg", null],
        ["file-2.bin", null],
        ["text-3.bin", null],
      ],
      0,
    ],
    ["an address that is none", { NumMedia: "1", MediaUrl0: "javascript:alert(1)" }, [["file-1.bin", null]], 0],
    [
      "more than Twilio carries",
      { NumMedia: "1000000" },
      Array.from({ length: 10 }, (_, n) => [`file-${n + 1}.bin`, null]),
      999_990,
    ],
  ])("are counted as they come: %s [MMSI-1]", (_, fields, files, more) => {
    const form = formOf(fields);
    expect(toAttachments(form).map(({ filename, reference }) => [filename, reference])).toEqual(files);
    expect(uncarriedMedia(form)).toBe(more);
  });
});
