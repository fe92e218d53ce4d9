import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOperator, problemOf, type Session, settled, write } from "../harness/desk.ts";
import { CONTENT, upload, uploaded } from "../harness/operator-files.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";

let product: Product;
let ana: Session;
beforeAll(async () => {
  product = await startProduct();
  ana = await addOperator(product, "ana@example.com");
});
afterAll(() => product.stop());

const ABROAD = "+447700900123";
const MB = 1024 * 1024;

/** Sends a file to somebody abroad, who gets a link. */
async function linkTo(filename: string, content: Uint8Array): Promise<URL> {
  await product.twilio.text({ from: ABROAD, body: "Hello" });
  await settled(product);
  const { conversation } = await product.conversationOf(ABROAD);
  const files = [await uploaded(product, filename, content)];
  expect((await write(product, conversation.id, { text: "Look:", files })).status).toBe(201);
  await settled(product);
  const sent = product.textsTo(ABROAD).findLast((body) => body.includes("/files/")) ?? "";
  return new URL(/https?:\S+/.exec(sent)?.[0] ?? "");
}

/** As a stranger: without a session, without a token. */
async function get(url: URL | string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

function changed(url: URL, change: (url: URL) => void): URL {
  const other = new URL(url);
  change(other);
  return other;
}

describe("a file that was sent", () => {
  const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  it.each<[string, Uint8Array, string, RegExp]>([
    ["photo.png", CONTENT.png(), "image/png", /^inline; filename="photo\.png"/],
    ["paper.pdf", CONTENT.pdf(), "application/pdf", /^attachment; filename="paper\.pdf"/],
    ["a.html", Buffer.from("<script>alert(1)</script>"), "application/octet-stream", /^attachment; /],
    ["a.png", Buffer.from(DRAWING), "application/octet-stream", /^attachment; /],
    ["a.svg", Buffer.from(`<?xml version="1.0"?>${DRAWING}`), "application/octet-stream", /^attachment; /],
    ["a.js", Buffer.from("alert(1)"), "text/plain", /^attachment; /],
  ])("is handed out as harmless bytes: %s [MMSO-5]", async (filename, content, contentType, disposition) => {
    const { status, headers, bytes } = await get(await linkTo(filename, content));
    expect({ status, bytes }).toEqual({ status: 200, bytes: Buffer.from(content) });
    expect(headers.get("content-type")).toBe(contentType);
    expect(headers.get("content-disposition")).toMatch(disposition);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'; sandbox/);
    expect(headers.get("cache-control")).toMatch(/^private\b/);
  });

  it("has a name that can break out of nothing [MMSO-5, MMSO-8]", async () => {
    const url = await linkTo('../../x"\r\nSet-Cookie: a=b;\u202e.png', CONTENT.png());
    expect(url.pathname).toMatch(/^\/files\/[0-9a-f-]{36}\/[\w.-]+$/);
    const { status, headers } = await get(url);
    expect(status).toBe(200);
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("content-disposition")).toMatch(/^inline; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~-]+$/);
  });

  it("is there in parts and for HEAD, as Twilio asks [MMSO-5]", async () => {
    const content = CONTENT.png();
    const url = await linkTo("photo.png", content);
    const head = await get(url, { method: "HEAD" });
    expect({ status: head.status, bytes: head.bytes.byteLength }).toEqual({ status: 200, bytes: 0 });
    expect(head.headers.get("content-length")).toBe(String(content.byteLength));
    const part = await get(url, { headers: { Range: "bytes=8-15" } });
    expect({ status: part.status, bytes: part.bytes }).toEqual({ status: 206, bytes: content.subarray(8, 16) });
    expect(part.headers.get("content-range")).toBe(`bytes 8-15/${content.byteLength}`);
    expect((await get(url, { headers: { Range: "bytes=100000-" } })).status).toBe(416);
    const several = await get(url, { headers: { Range: "bytes=0-1,4-5" } });
    expect({ status: several.status, bytes: several.bytes }).toEqual({ status: 200, bytes: content });
  });

  it("is not there for whoever changes anything of its address [MMSO-9]", async () => {
    const url = await linkTo("photo.png", CONTENT.png());
    const other = await linkTo("other.png", CONTENT.png());
    const unknown = await get(changed(url, (one) => (one.pathname = "/files/nothing/of/the/kind")));
    const tries = [
      changed(url, (one) => one.searchParams.set("key", other.searchParams.get("key") ?? "")),
      changed(url, (one) => (one.pathname = other.pathname)),
      changed(url, (one) => one.searchParams.set("until", "99999999999")),
      changed(url, (one) => one.searchParams.delete("key")),
      changed(url, (one) => one.searchParams.append("key", one.searchParams.get("key") ?? "")),
      changed(url, (one) => (one.search = "")),
      changed(url, (one) => (one.pathname = `${one.pathname}/..%2f..%2fetc%2fpasswd`)),
    ];
    for (const forged of tries) {
      const { status, headers } = await get(forged);
      expect({ forged: forged.search, status }).toEqual({ forged: forged.search, status: 404 });
      expect(headers.get("content-type")).toBe(unknown.headers.get("content-type"));
    }
    const named = await get(changed(url, (one) => (one.pathname = one.pathname.replace(/[^/]+$/, "any-other-name"))));
    expect(named.status).toBe(200);
  });

  it("is the only one that an address is good for: not a note's, not a customer's [MMSO-9]", async () => {
    const url = await linkTo("photo.png", CONTENT.png());
    const [, , id = ""] = url.pathname.split("/");
    const { outside } = product.database;
    const { messageId } = await outside.attachment.findUniqueOrThrow({ where: { id } });
    for (const change of [{ internal: true }, { internal: false, author: "customer" }] as const) {
      await outside.message.update({ where: { id: messageId }, data: change });
      expect((await get(url)).status).toBe(404);
    }
    await outside.message.update({ where: { id: messageId }, data: { author: "operator" } });
    expect((await get(url)).status).toBe(200);
  });
});

describe("an upload", () => {
  it("is for who is signed in, and for pages of our own [MMSO-8]", async () => {
    const content = CONTENT.png();
    expect((await upload(product, "a.png", content, {})).status).toBe(401);
    expect((await upload(product, "a.png", content, { Authorization: "Bearer wrong" })).status).toBe(401);
    expect((await upload(product, "a.png", content, { ...ana, Origin: "https://evil.example" })).status).toBe(403);
    expect((await upload(product, "a.png", content, { ...ana, "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await upload(product, "a.png", content, { ...ana, Origin: product.url })).status).toBe(201);
  });

  it("is kept byte for byte whatever it is called, also JSON [MMSO-8]", async () => {
    const json = Buffer.from('{"a":1}');
    const headers = { Authorization: `Bearer ${API_TOKEN}` };
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/html"]) {
      const { status, body } = await upload(product, "a.json", json, { ...headers, "Content-Type": type });
      expect({ status, ...body }).toMatchObject({ status: 201, contentType: "text/plain", size: json.byteLength });
    }
  });

  it("is refused when it is empty, has no name, or is compressed on the way [MMSO-8]", async () => {
    expect((await upload(product, "a.png", new Uint8Array())).status).toBe(400);
    expect((await upload(product, "", CONTENT.png())).status).toBe(400);
    const headers = { Authorization: `Bearer ${API_TOKEN}`, "Content-Encoding": "gzip" };
    expect((await upload(product, "a.png", CONTENT.png(), headers)).status).toBe(415);
  });

  it("takes 16 MB and not a byte more, told before anything is sent [MMSO-8]", async () => {
    const { status, body } = await upload(product, "a.jpg", CONTENT.jpeg(16 * MB));
    expect({ status, ...body }).toMatchObject({ status: 201, contentType: "image/jpeg", size: 16 * MB });
    const tooLarge = await uploadInPieces([], { "Content-Length": String(16 * MB + 1) });
    expect(tooLarge).toMatchObject({ status: 413, type: "application/problem+json; charset=utf-8" });
    expect(tooLarge.body).toContain("16 MB");
  });

  it("that does not say how large it is is cut off at the limit [MMSO-8]", async () => {
    const answer = await uploadInPieces(Array.from({ length: 40 }, () => Buffer.alloc(MB)));
    expect(answer).toMatchObject({ status: 413 });
    expect(answer.body).toContain("16 MB");
  });
});

/** With no word on its length, unless the headers have one. */
async function uploadInPieces(pieces: readonly Uint8Array[], headers: Record<string, string> = {}) {
  const asking = request(`${product.url}/api/files?filename=a.bin`, {
    method: "POST",
    headers: { Authorization: `Bearer ${API_TOKEN}`, ...headers },
  });
  // Cut off in the middle of what it writes.
  asking.on("error", () => {});
  asking.flushHeaders();
  const answered = once(asking, "response");
  let isAnswered = false;
  asking.once("response", () => {
    isAnswered = true;
  });
  for (const piece of pieces) {
    if (isAnswered) break;
    await Promise.race([answered, new Promise<void>((resolve) => asking.write(piece, () => resolve()))]);
  }
  const [response] = await answered;
  const body = await text(response);
  asking.destroy();
  return { status: response.statusCode, type: response.headers["content-type"], body };
}

it("answers an upload without a session before it has read it [MMSO-8]", async () => {
  const { status } = await upload(product, "a.jpg", CONTENT.jpeg(MB), { Authorization: "Bearer wrong" });
  expect(status).toBe(401);
  problemOf(await product.api("POST", "/api/files?filename=a", {}, {}), 401);
});
