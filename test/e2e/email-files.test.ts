import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SendAnswer } from "../../channels/widget/wire.ts";
import type { MessageView } from "../../src/conversation/view.ts";
import { taken } from "../channels/widget/open-page.ts";
import { problemOf, settled } from "../harness/desk.ts";
import { modelRequests } from "../harness/model-requests.ts";
import { letterWithFiles, newAddress, type Post, startPost } from "../harness/post.ts";
import { API_TOKEN } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let post: Post;
beforeAll(async () => {
  post = await startPost();
});
afterAll(() => post.product.stop());

interface TestFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Nobody else's: no two tests' are the same. */
function file(filename: string, contentType: string, content = `${filename} ${randomUUID()}`): TestFile {
  return { filename, contentType, content: Buffer.from(content) };
}

const WAYS: [string, (files: readonly TestFile[]) => Promise<MessageView>][] = [
  [
    "by mail",
    async (files) => {
      const mail = letterWithFiles({ from: newAddress() }, files);
      await post.deliver(mail);
      return (await post.whole(mail)).messages[0] as MessageView;
    },
  ],
  [
    "in the chat",
    async (files) => {
      const visitor = await visit(post.product);
      const attachments = files.map(({ content, ...about }) => ({ ...about, data: content }));
      const answer = await visitor.ask<SendAnswer>("send", {
        clientId: randomUUID(),
        text: "See the file.",
        attachments,
      });
      const message = taken(answer);
      await visitor.messageWhen("an answer", fromAssistant);
      await settled(post.product);
      return message;
    },
  ],
];

async function download(id: string, headers: Record<string, string> = { Authorization: `Bearer ${API_TOKEN}` }) {
  const response = await fetch(`${post.product.url}/api/attachments/${id}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** What is on disk. */
async function keptFiles(): Promise<string[]> {
  const folder = join(post.product.environment["DATA_DIR"] ?? "", "attachments");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe.each(WAYS)("files that come %s", (_, send) => {
  it("are listed on their message, and the assistant is told their names [FILE-1]", async () => {
    const files = [file("invoice 7.pdf", "application/pdf"), file("photo.png", "image/png")];
    const before = modelRequests(post.product.model).length;
    const { attachments } = await send(files);
    expect(attachments).toEqual(
      files.map(({ filename, contentType, content }) => ({
        id: expect.any(String),
        filename,
        contentType,
        size: content.byteLength,
        state: "ready",
      })),
    );
    const asked = JSON.stringify(modelRequests(post.product.model)[before]);
    for (const { filename } of files) expect(asked).toContain(`[attached file: ${filename}]`);
  });

  const types: [string, string, string][] = [
    ["image/png", "photo.png", "image/png"],
    ["application/pdf", "a.pdf", "application/pdf"],
    ["text/plain", "notes.txt", "text/plain"],
    ["text/html", "page.html", "application/octet-stream"],
    ["image/svg+xml", "drawing.svg", "application/octet-stream"],
    ["application/xhtml+xml", "page.xhtml", "application/octet-stream"],
    ["text/javascript", "run.js", "application/octet-stream"],
    ["application/zip", 'a "quoted", ünusual; name.zip', "application/octet-stream"],
  ];
  it("are given out byte for byte, to be saved, and run nothing in a browser [FILE-2]", async () => {
    const files = types.map(([type, name]) => file(name, type, `<script>alert(1)</script>\r\n\0${randomUUID()}`));
    const { attachments } = await send(files);
    for (const [index, attachment] of attachments.entries()) {
      const { status, headers, bytes } = await download(attachment.id);
      expect([attachment.filename, status]).toEqual([attachment.filename, 200]);
      expect(bytes).toEqual(files[index]?.content);
      expect(headers.get("content-type")).toBe(types[index]?.[2]);
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename=/);
      expect(headers.get("content-length")).toBe(String(bytes.byteLength));
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("sandbox");
      expect(headers.get("cache-control")).toContain("no-store");
    }
  });

  it("are kept once for the same bytes, under whatever name [FILE-3]", async () => {
    const content = randomUUID();
    const before = (await keptFiles()).length;
    const { attachments } = await send([
      file("one.txt", "text/plain", content),
      file("two.txt", "text/plain", content),
    ]);
    const again = await send([file("three.txt", "text/plain", content)]);
    expect(new Set([...attachments, ...again.attachments].map(({ id }) => id)).size).toBe(3);
    expect(await keptFiles()).toHaveLength(before + 1);
  });

  it("are for operators alone [FILE-4]", async () => {
    const { attachments } = await send([file("secret.txt", "text/plain", "the secret")]);
    const id = attachments[0]?.id ?? "";
    for (const headers of [{}, { Authorization: "Bearer wrong" }, { Cookie: "switchboard=wrong" }]) {
      const { status, bytes } = await download(id, headers);
      expect(status).toBe(401);
      expect(bytes.toString()).not.toContain("the secret");
    }
  });
});

describe("a file that is not kept", () => {
  it("is shown as failed, with its name, and is not found [FILE-5]", async () => {
    // A mail has fifty files that are kept.
    const files = Array.from({ length: 51 }, (_, n) => file(`file ${n}.txt`, "text/plain", `${n}`));
    const mail = letterWithFiles({ from: newAddress() }, files);
    await post.deliver(mail);
    const { messages } = await post.whole(mail);
    const states = messages[0]?.attachments.map(({ state }) => state);
    expect(states).toEqual([...Array.from({ length: 50 }, () => "ready"), "failed"]);
    const lost = messages[0]?.attachments.at(-1);
    expect(lost).toMatchObject({ filename: "file 50.txt", size: 2 });
    for (const id of [lost?.id, randomUUID()]) problemOf(await post.product.api("GET", `/api/attachments/${id}`), 404);
    problemOf(await post.product.api("GET", "/api/attachments/..%2f..%2fsecret"), 404);
  });
});
