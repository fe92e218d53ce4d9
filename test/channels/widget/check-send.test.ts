import { describe, expect, it } from "vitest";
import { checkSend } from "../../../channels/widget/check-send.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const CLIENT_ID = "0b8e7c1e-2f53-4c6b-9d10-5a1f3f0e7c11";
const MIB = 1024 * 1024;
const file = (bytes = 1) => ({ filename: "a.txt", contentType: "text/plain", data: Buffer.alloc(bytes) });
const files = (count: number) => Array.from({ length: count }, () => file());
const send = (change: object = {}) => ({ clientId: CLIENT_ID, text: "Hello", attachments: [], ...change });

describe("what a page may send", () => {
  it.each<[string, unknown, object]>([
    ["a text", send(), { text: "Hello" }],
    ["a text without a word of files", { clientId: CLIENT_ID, text: "Hello" }, { attachments: [] }],
    ["files without a text", send({ text: "", attachments: [file()] }), { text: "" }],
    ["a text of the longest kind", send({ text: "x".repeat(10_000) }), {}],
    ["a file of the largest kind", send({ attachments: [file(20 * MIB)] }), {}],
    ["ten files", send({ attachments: files(10) }), {}],
    ["an id of any version", send({ clientId: "01890a5d-ac96-974b-bcce-b302099a8057" }), {}],
    ["an id in capitals, which is the same", send({ clientId: CLIENT_ID.toUpperCase() }), { clientId: CLIENT_ID }],
    ["what nobody knows yet, which is overlooked", send({ mood: "good" }), { text: "Hello" }],
  ])("%s", (_name, payload, expected) => {
    expect(checkSend(payload)).toMatchObject({ ok: true, send: expected });
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "invalid"],
    ["a text alone", "Hello", "invalid"],
    ["no id", { text: "Hello" }, "invalid"],
    ["an id that is none", send({ clientId: "1" }), "invalid"],
    ["a text that is none", send({ text: ["Hello"] }), "invalid"],
    ["a file that is a text", send({ attachments: [{ ...file(), data: "AAAA" }] }), "invalid"],
    ["a file without a name", send({ attachments: [{ data: Buffer.alloc(1) }] }), "invalid"],
    ["an empty text", send({ text: "" }), "invalid"],
    ["a text of blanks and NULs", send({ text: " \0\n" }), "invalid"],
    ["too long a text", send({ text: "x".repeat(10_001) }), "too_long"],
    ["too large a file", send({ attachments: [file(20 * MIB + 1)] }), "too_large"],
    ["too many files", send({ attachments: files(11) }), "too_large"],
    ["too many of what is no file", send({ attachments: [...files(10), 0] }), "too_large"],
    ["what is no list of files", send({ attachments: { length: 1 } }), "invalid"],
    ["files that are too large together", send({ attachments: [file(13 * MIB), file(13 * MIB)] }), "too_large"],
  ])("not %s", (_name, payload, code) => {
    expect(checkSend(payload)).toEqual({ ok: false, error: { code, message: expect.stringMatching(/\.$/) } });
  });

  it("costs no more when there are millions of files in it [WIDGET-11]", () => {
    const payload = send({ attachments: Array.from({ length: 3_000_000 }, () => 0) });
    // The quickest of a few: such an array is also much to collect, whenever that is done.
    const times = [1, 2, 3].map(() => {
      const began = cpuMs();
      expect(checkSend(payload)).toMatchObject({ ok: false, error: { code: "too_large" } });
      return cpuMs() - began;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
