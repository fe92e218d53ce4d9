import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { composeMail } from "../../../channels/email/compose-mail.ts";
import { render } from "../../../channels/email/render.ts";
import { type AttachedFile, address, type OutboundFile, SendError } from "../../../src/contract/index.ts";
import { aPart, CUSTOMER, OURS } from "./mail-world.ts";

const MB = 1024 * 1024;
const said = { author: "operator", from: address(OURS), to: address(CUSTOMER) } as const;

function file(id: string, size: number, filename = `${id}.pdf`): OutboundFile {
  const url = `https://support.example.com/files/${id}/x.pdf?until=1&key=a_b-c`;
  return { id, filename, contentType: "application/pdf", size, url };
}

describe("a letter with files", () => {
  it("has them attached up to 18 MB, and links to the others [MMSO-6]", () => {
    const files = [file("a", 10 * MB), file("b", 9 * MB), file("c", 8 * MB), file("d", 1)];
    expect(render({ ...said, text: " See these. ", files })).toEqual([
      { text: `See these.\n\n[b.pdf](${files[1]!.url})\n\n[d.pdf](${files[3]!.url})`, files: ["a", "c"] },
    ]);
  });

  it("is one mail, and none when there is nothing in it [MMSO-6]", () => {
    expect(render({ ...said, text: "Hi", files: [] })).toEqual([{ text: "Hi", files: [] }]);
    expect(render({ ...said, text: "", files: [file("a", 1)] })).toEqual([{ text: "", files: ["a"] }]);
    expect(render({ ...said, text: " \n\u200b", files: [] })).toEqual([]);
  });

  it("links by a name that Markdown takes no sign from [MMSO-6]", async () => {
    const name = "a](https://evil.example) **b** <img src=x> _c_ `d`.pdf";
    const [one] = render({ ...said, text: "", files: [file("a", 19 * MB, name)] });
    const { bytes } = await composeMail(aPart(one!.text), { secret: "s", companyName: "Acme" });
    const { html } = await PostalMime.parse(bytes);
    expect(html).not.toMatch(/<img|<strong>|<em>|<code>|href="https:\/\/evil/);
    expect([...(html ?? "").matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "https://support.example.com/files/a/x.pdf?until=1&amp;key=a_b-c",
    ]);
  });
});

describe("an attached file", () => {
  const attached = (content: Buffer, change: Partial<AttachedFile> = {}): AttachedFile => ({
    ...file("a", content.byteLength),
    lastingUrl: "",
    read: async () => content,
    ...change,
  });
  const part = aPart("See it.");
  const compose = (files: readonly AttachedFile[]) =>
    composeMail({ ...part, files }, { secret: "s", companyName: "Acme" });

  it.each<[string, Partial<AttachedFile>]>([
    ["a text with its own line ends", { contentType: "text/plain", filename: "a.txt" }],
    ["a mail", { contentType: "message/rfc822", filename: "a.eml" }],
    ["a name of another script", { filename: "счёт № 1.pdf" }],
    ["a long name", { filename: `${"lang".repeat(36)}.pdf` }],
    ["a name with quotes and semicolons", { filename: `a_; name='b'; c="d".pdf` }],
  ])("arrives byte for byte under its name: %s [MMSO-6]", async (_name, change) => {
    const content = Buffer.from("From: a\n\r\nb\r.\nFrom c\n\0\xff", "latin1");
    const one = attached(content, change);
    const { attachments } = await PostalMime.parse((await compose([one])).bytes, { forceRfc822Attachments: true });
    expect(attachments).toHaveLength(1);
    const [got] = attachments;
    expect({ filename: got!.filename, type: got!.mimeType }).toEqual({ filename: one.filename, type: one.contentType });
    expect(Buffer.from(got!.content as ArrayBuffer)).toEqual(content);
  });

  it("makes the same bytes at every attempt, and no line is longer than mail allows [MMSO-6]", async () => {
    const files = [attached(Buffer.alloc(5_000, "x")), attached(Buffer.alloc(100, "y"), { id: "b" })];
    const { bytes } = await compose(files);
    expect(Buffer.from((await compose(files)).bytes)).toSatisfy((again: Buffer) => again.equals(bytes));
    const lengths = Buffer.from(bytes)
      .toString("latin1")
      .split("\r\n")
      .map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(998);
  });

  it("that cannot be read now is an error to try again after [MMSO-6]", async () => {
    const error = new SendError("It cannot be read.", { code: "file_unreadable", retryable: true, maybeSent: false });
    const unreadable = attached(Buffer.alloc(1), { read: () => Promise.reject(error) });
    await expect(compose([unreadable])).rejects.toBe(error);
  });
});
