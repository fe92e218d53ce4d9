import { describe, expect, it } from "vitest";
import { extensionOf, mediaTypeOf, sniff } from "../../../channels/sms/media-type.ts";

/** The first bytes of files, in Latin-1. */
const JPEG = "\xff\xd8\xff\xe0\0\x10JFIF\0";
const PNG = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0";
const box = (brand: string): string => `\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1`;

describe("the type of a file", () => {
  it.each<[string, string, string | null, string, string]>([
    ["a photo", JPEG, "image/jpeg", "image/jpeg", "jpg"],
    ["a photo that is called another", JPEG, "image/png", "image/jpeg", "jpg"],
    ["a photo that is called nothing", JPEG, null, "image/jpeg", "jpg"],
    ["a photo that is called a page", JPEG, "text/html", "image/jpeg", "jpg"],
    ["a screenshot", PNG, "application/octet-stream", "image/png", "png"],
    ["an animation", "GIF89a\x01\0\x01\0", "image/gif", "image/gif", "gif"],
    ["a photo of an iPhone", box("heic"), "image/heic", "image/heic", "heic"],
    ["a video of an old phone", box("3gp4"), "video/3gpp", "video/3gpp", "3gp"],
    ["a voice message", "#!AMR\n\x3c\x91", "audio/amr", "audio/amr", "amr"],
    ["a contact", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n", "text/x-vcard", "text/vcard", "vcf"],
    ["an invitation", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "text/calendar", "text/calendar", "ics"],
    ["a document", "%PDF-1.7\n", "application/pdf", "application/pdf", "pdf"],
    ["words", "See you at six", "text/plain", "text/plain", "txt"],
    ["an old sound", ".sn\0\0\0\0\x18", "audio/basic", "audio/basic", "au"],
  ])("is what it is: %s [MMSI-6]", async (_, content, announced, contentType, extension) => {
    expect(await sniff(Buffer.from(content, "latin1"), announced)).toEqual({ contentType, extension });
  });

  it.each<[string, string, string | null]>([
    ["a page", "<!doctype html><script>alert(1)</script>", "text/html"],
    ["a page that is called words", "\n <HTML><body onload=alert(1)>", "text/plain"],
    ["a page behind a byte order mark", "\xef\xbb\xbf<script>alert(1)</script>", "text/plain"],
    ["a page that is called a photo", "<html></html>", "image/jpeg"],
    ["a page that is called a contact", "<svg onload=alert(1)>", "text/vcard"],
    ["a drawing that runs", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"],
    ["a drawing in XML", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"],
    ["a program", `MZ\x90\0${"\0".repeat(60)}PE\0\0`, "image/jpeg"],
    ["a program of Linux", `\x7fELF\x02\x01\x01${"\0".repeat(60)}`, "application/pdf"],
    ["a script", "#!/bin/sh\nrm -rf /\n", "text/plain"],
    ["words that are called a photo", "not a photo at all", "image/jpeg"],
    ["words that are called a document", "not a document", "application/pdf"],
    ["a type that phones do not have", "anything", "application/x-sh"],
    ["a type that is in every object", "anything", "constructor"],
    ["nothing that is known", "\0\x01\x02\x03", null],
  ])("is bytes, to be saved: %s [MMSI-6]", async (_, content, announced) => {
    const bytes = { contentType: "application/octet-stream", extension: "bin" };
    expect(await sniff(Buffer.from(content, "latin1"), announced)).toEqual(bytes);
  });

  it.each([
    ["Image/JPEG", "image/jpeg"],
    ["audio/ogg; codecs=opus", "audio/ogg"],
    [" text/vcard ; charset=utf-8", "text/vcard"],
    ["application/vnd.apple.pkpass", "application/vnd.apple.pkpass"],
    ["", null],
    ["jpeg", null],
    ["image/jpeg\0", null],
    ["a b/c", null],
    [undefined, null],
  ])("is read from a header: %j [MMSI-6]", (header, type) => {
    expect(mediaTypeOf(header)).toBe(type);
  });

  it("has an extension, also one that nobody knows [MMSI-6]", () => {
    expect(["image/jpg", "text/directory", "x/y", "__proto__", "toString"].map(extensionOf)).toEqual([
      "jpg",
      "vcf",
      "bin",
      "bin",
      "bin",
    ]);
  });
});
