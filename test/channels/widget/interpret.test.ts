import { describe, expect, it } from "vitest";
import { interpret } from "../../../channels/widget/interpret.ts";
import { threadOfVisitor } from "../../../channels/widget/sessions.ts";
import { toRaw } from "../../../channels/widget/to-raw.ts";
import { PayloadError } from "../../../src/contract/index.ts";
import { stored } from "../../contract/recording-host.ts";

const SESSION = { visitor: "v", thread: threadOfVisitor("v"), user: null };
const CLIENT_ID = "0b8e7c1e-2f53-4c6b-9d10-5a1f3f0e7c11";
const file = (content: string) => ({ filename: "a.txt", contentType: "text/plain", data: Buffer.from(content) });
const keep = (text: string, files: string[] = []) =>
  stored(toRaw({ clientId: CLIENT_ID, text, attachments: files.map(file) }, SESSION), "widget");

describe("what was kept of a message", () => {
  it.each<[string, string, string[]]>([
    ["a text of several lines", 'One\nTwo\r\n"Three"\u2028', []],
    ["files with line breaks in them", "See\nthis", ["\n\n{}\n", "", "last"]],
    ["files that look like what is before them", "", ['{"text":"x","attachments":[]}\n']],
  ])("says what was sent: %s", (_name, text, files) => {
    const [message] = interpret(keep(text, files)).messages;
    expect(message!.text).toBe(text);
    expect(message!.attachments.map(({ content }) => Buffer.from(content!).toString())).toEqual(files);
  });

  it("is kept as JSON when it has no files", () => {
    const raw = keep("Hello");
    expect(raw.contentType).toBe("application/json");
    expect(JSON.parse(Buffer.from(raw.body).toString())).toMatchObject({ text: "Hello" });
  });

  it.each([
    ["a file that is cut off", (body: Buffer) => body.subarray(0, -1)],
    ["more than was sent", (body: Buffer) => Buffer.concat([body, Buffer.from("x")])],
    ["nothing but files", (body: Buffer) => body.subarray(body.indexOf("\n"))],
    ["nothing", () => Buffer.alloc(0)],
  ])("is refused when it is %s", (_name, change) => {
    const raw = keep("Hello", ["one", "two"]);
    expect(() => interpret({ ...raw, body: change(Buffer.from(raw.body)) })).toThrow(PayloadError);
  });

  it.each(["thread", "visitor"])("is refused when nobody knows its %s", (name) => {
    const raw = keep("Hello");
    expect(() => interpret({ ...raw, meta: { ...raw.meta, [name]: "" } })).toThrow(PayloadError);
  });
});
