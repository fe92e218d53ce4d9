import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/create-app.ts";
import { type Listening, listen } from "../../src/http/listen.ts";
import { pageRoutes } from "../../src/http/pages.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";

const SCRIPT = "/* a script */".repeat(50);
const LOADER = "/* the loader */".repeat(50);
const SECRET = "not for the outside";

let folder: TemporaryFolder;
let server: Listening;
let url: string;
beforeAll(async () => {
  folder = temporaryFolder();
  const directory = join(folder.path, "pages");
  const write = (name: string, content: string): void => writeFileSync(join(directory, name), content);
  mkdirSync(join(directory, "desk/assets"), { recursive: true });
  mkdirSync(join(directory, "chat"), { recursive: true });
  writeFileSync(join(folder.path, "secret.txt"), SECRET);
  write("secret.txt", SECRET);
  write("desk/secret.txt", SECRET);
  write("desk/index.html", "<!doctype html><title>Desk</title>");
  write("chat/index.html", "<!doctype html><title>Chat</title>");
  write("desk/assets/index-1a2b.js", SCRIPT);
  write("desk/assets/picture-3c4d.svg", "<svg/>");
  write("widget.js", LOADER);
  for (const [name, content] of [
    ["desk/assets/index-1a2b.js", SCRIPT],
    ["widget.js", LOADER],
  ] as const)
    writeFileSync(join(directory, `${name}.gz`), gzipSync(content));
  const routes = pageRoutes({
    pages: [
      { path: "/desk/", name: "desk", frameAncestors: ["'self'"] },
      { path: "/chat/", name: "chat", frameAncestors: ["'self'", "https://shop.example"] },
      { path: "/alone/", name: "desk", frameAncestors: [] },
      { path: "/unbuilt/", name: "unbuilt", frameAncestors: [] },
    ],
    loader: true,
    publicUrl: "https://support.example",
    directory,
  });
  server = await listen(
    createApp([], [routes], { log: pino({ enabled: false }), takeWay: () => () => {} }),
    "127.0.0.1",
    0,
  );
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close(0);
  folder.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers, redirect: "manual" });

/** The whole answer to a path that no client of HTTP would send as it is. */
async function getExactly(path: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return await text(socket);
}

describe("a page", () => {
  it("is asked for again each time, and is cheap when it has not changed [PAGE-1]", async () => {
    const first = await get("/desk/");
    expect(first.status).toBe(200);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    expect(await first.text()).toContain("<title>Desk</title>");
    // As browsers ask; fetch by itself would ask for a fresh one.
    const asBrowsers = { "If-None-Match": first.headers.get("etag") ?? "", "Cache-Control": "max-age=0" };
    const again = await get("/desk/", asBrowsers);
    expect(again.status).toBe(304);
  });

  it("has its files for ever, for their names change with them [PAGE-1]", async () => {
    const { status, headers } = await get("/desk/assets/index-1a2b.js");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await get("/desk/assets/picture-3c4d.svg")).headers.get("content-type")).toContain("image/svg+xml");
  });

  it.each(["/desk/assets/index-1a2b.js", "/widget.js"])("sends %s zipped to who takes it [PAGE-1]", async (path) => {
    const zipped = await get(path, { "Accept-Encoding": "gzip" });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    const plain = await get(path, { "Accept-Encoding": "identity" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    for (const { headers } of [zipped, plain]) {
      expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
      expect(headers.get("vary")).toContain("Accept-Encoding");
    }
    expect(await zipped.text()).toBe(await plain.text());
  });

  it("is found without its last slash", async () => {
    const { status, headers } = await get("/desk");
    expect(status).toBe(308);
    expect(headers.get("location")).toBe("/desk/");
  });

  it("runs nothing that is inline or from elsewhere [PAGE-2]", async () => {
    const { headers } = await get("/desk/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' ws://support.example wss://support.example");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["/desk/", "frame-ancestors 'self'"],
    ["/chat/", "frame-ancestors 'self' https://shop.example"],
    ["/alone/", "frame-ancestors 'none'"],
  ])("%s may be framed by whom it names [PAGE-2]", async (path, ancestors) => {
    const { headers } = await get(path);
    expect(headers.get("content-security-policy")?.split("; ")).toContain(ancestors);
    expect(headers.get("x-frame-options")).toBeNull();
  });

  it("that is not built says what to do [PAGE-3]", async () => {
    const answer = await get("/unbuilt/");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ detail: "The pages are not built: run `npm run pages`." });
  });
});

describe("the loader", () => {
  it("may be used by pages of any origin, and is looked at again after five minutes [PAGE-1]", async () => {
    const { status, headers } = await get("/widget.js");
    expect(status).toBe(200);
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    expect(headers.get("etag")).not.toBeNull();
  });
});

it.each([
  "/desk/assets/../secret.txt",
  "/desk/assets/..%2fsecret.txt",
  "/desk/assets/%2e%2e/%2e%2e/secret.txt",
  "/desk/assets/..%5c..%5csecret.txt",
  "/desk/assets/....//....//secret.txt",
  "/desk/assets//etc/passwd",
  "/desk/assets/%00",
  "/desk/assets/",
  "/desk/secret.txt",
  "/desk/assets/constructor",
  "/secret.txt",
])("nothing but the pages' own files is served: %s [PAGE-2]", async (path) => {
  const answer = await getExactly(path);
  expect(answer).toMatch(/^HTTP\/1\.1 (?:40[034]) /);
  expect(answer).not.toContain(SECRET);
});
