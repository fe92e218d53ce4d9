import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchMedia, type MediaLimits } from "../../../channels/sms/fetch-media.ts";
import type { SmsConfig } from "../../../channels/sms/sms-config.ts";
import type { FetchedMedia } from "../../../src/contract/index.ts";
import { ACCOUNT, CONFIG } from "./sms-case.ts";

const PHOTO = Buffer.from("\xff\xd8\xff\xe0\0\x10JFIF\0the photo", "latin1");
const LIMITS: MediaLimits = { maxBytes: 64 * 1024, timeoutMs: 10_000 };
const MEDIUM = `/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages/MM1/Media/ME1`;

/** What is asked of the server at the other end, and how it answers. */
let server: Server;
let base: string;
let asked: { readonly path: string; readonly authorization: string | null }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", authorization: basicOf(request) });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function basicOf({ headers }: IncomingMessage): string | null {
  const [, encoded] = /^Basic (.+)$/.exec(headers.authorization ?? "") ?? [];
  return encoded === undefined ? null : Buffer.from(encoded, "base64").toString();
}

function fetched(
  change: Partial<SmsConfig> = {},
  limits: MediaLimits = LIMITS,
  signal: AbortSignal = new AbortController().signal,
): Promise<FetchedMedia> {
  return fetchMedia(base + MEDIUM, signal, { ...CONFIG, apiBaseUrl: base, ...change }, limits);
}

/** Twilio's API, and the store behind it. */
function withStore(store: (request: IncomingMessage, response: ServerResponse) => void) {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === MEDIUM) response.writeHead(307, { location: `${base}/store/1` }).end();
    else store(request, response);
  };
}

const handOut = (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "image/jpeg" }).end(PHOTO);
};

const TOKEN = `${ACCOUNT.accountSid}:${ACCOUNT.authToken}`;

describe("a medium", () => {
  it("is asked of Twilio with our credentials, and of its store without [MMSI-3]", async () => {
    answer = withStore(handOut);
    const { content, ...type } = await fetched();
    expect(Buffer.from(content)).toEqual(PHOTO);
    expect(type).toEqual({ contentType: "image/jpeg", extension: "jpg" });
    expect(asked).toEqual([
      { path: MEDIUM, authorization: TOKEN },
      { path: "/store/1", authorization: null },
    ]);
  });

  it("is asked for with the API key where there is one [MMSI-3]", async () => {
    answer = handOut;
    await fetched({ apiKey: ACCOUNT.apiKey });
    expect(asked.map(({ authorization }) => authorization)).toEqual([`${ACCOUNT.apiKey.key}:${ACCOUNT.apiKey.secret}`]);
  });

  it("is asked for with the other token while one is being rotated [MMSI-3]", async () => {
    answer = (request, response) => {
      if (basicOf(request)?.endsWith(":the-new-one")) handOut(request, response);
      else response.writeHead(401).end();
    };
    await fetched({ authTokens: ["the-old-one", "the-new-one"] });
    expect(asked.map(({ authorization }) => authorization?.split(":")[1])).toEqual(["the-old-one", "the-new-one"]);
  });

  it.each([401, 403])("is asked for without credentials when all were answered with %i [MMSI-3]", async (status) => {
    answer = (request, response) => {
      if (basicOf(request) === null) handOut(request, response);
      else response.writeHead(status).end();
    };
    expect(await fetched()).toMatchObject({ contentType: "image/jpeg" });
    expect(asked.map(({ authorization }) => authorization)).toEqual([TOKEN, null]);
  });

  it.each([301, 302, 303, 307, 308])("is found behind a redirect with %i [MMSI-3]", async (status) => {
    answer = (request, response) => {
      if (request.url !== MEDIUM) handOut(request, response);
      else response.writeHead(status, { location: "/store/1" }).end();
    };
    expect(await fetched()).toMatchObject({ extension: "jpg" });
  });

  it("is followed three redirects far, and no credentials come back on the way [MMSI-3]", async () => {
    const hops = (many: number) => (request: IncomingMessage, response: ServerResponse) => {
      const hop = Number(/\d+$/.exec(request.url ?? "")?.[0] ?? 0);
      if (request.url !== MEDIUM && hop >= many) handOut(request, response);
      else response.writeHead(307, { location: `/hop/${request.url === MEDIUM ? 1 : hop + 1}` }).end();
    };
    answer = hops(3);
    expect(await fetched()).toMatchObject({ extension: "jpg" });
    expect(asked.slice(1).map(({ authorization }) => authorization)).toEqual([null, null, null]);
    answer = hops(4);
    await expect(fetched()).rejects.toMatchObject({ name: "MediaError", retryable: false });
  });

  it.each<[string, NodeJS.Dict<string>, Uint8Array]>([
    ["gzip", { "content-encoding": "gzip" }, gzipSync(PHOTO)],
    ["brotli", { "content-encoding": "br" }, brotliCompressSync(PHOTO)],
    ["no length", { "transfer-encoding": "chunked" }, PHOTO],
  ])("is read whatever way it comes: %s [MMSI-5]", async (_, headers, body) => {
    answer = (_request, response) => response.writeHead(200, headers).end(body);
    expect(Buffer.from((await fetched()).content)).toEqual(PHOTO);
  });
});

describe("a store that Twilio would not have", () => {
  let inner: Server;
  let reached = 0;
  const trusted = getCACertificates("default");
  const pem = (name: string) => readFileSync(new URL(`../../fixtures/sms/${name}.pem`, import.meta.url), "utf8");
  beforeEach(async () => {
    setDefaultCACertificates([pem("loopback-cert")]);
    reached = 0;
    inner = createSecureServer({ key: pem("loopback-key"), cert: pem("loopback-cert") }, handOut);
    inner.on("connection", () => {
      reached += 1;
    });
    inner.listen(0, "127.0.0.1");
    await once(inner, "listening");
  });
  afterEach(async () => {
    setDefaultCACertificates(trusted);
    inner.closeAllConnections();
    await new Promise((resolve) => inner.close(resolve));
  });

  // A name that leads inwards is what is left of DNS rebinding: what was looked up is what would be connected to.
  it.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])("is never connected to: %s [MMSI-4]", async (host) => {
    const location = `https://${host}:${(inner.address() as AddressInfo).port}/inner`;
    answer = (_request, response) => response.writeHead(307, { location }).end();
    await expect(fetched()).rejects.toMatchObject({
      name: "MediaError",
      retryable: false,
      message: expect.stringMatching(/not on the public internet/),
    });
    expect(reached).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it("is never connected to on another port of the configured server's host [MMSI-4]", async () => {
    const { port } = inner.address() as AddressInfo;
    answer = (_request, response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
    await expect(fetched()).rejects.toMatchObject({ retryable: false });
    expect(reached).toBe(0);
  });
});

describe("a medium that is not to be had", () => {
  const status = (code: number) => (_: IncomingMessage, response: ServerResponse) => response.writeHead(code).end();

  it.each([
    [404, true],
    [408, true],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
    [401, true],
    [403, true],
    [410, false],
    [400, false],
    [405, false],
    [204, false],
    [206, false],
  ])("with %i: a later attempt may bring it: %s [MMSI-7]", async (code, retryable) => {
    answer = status(code);
    await expect(fetched()).rejects.toMatchObject({ name: "MediaError", retryable });
    asked = [];
    answer = withStore(status(code));
    await expect(fetched()).rejects.toMatchObject({ name: "MediaError", retryable });
  });

  it("is not asked for at a host that is not Twilio's [MMSI-2]", async () => {
    answer = handOut;
    const elsewhere = fetchMedia(`${base}/a.jpg`, new AbortController().signal, CONFIG, LIMITS);
    await expect(elsewhere).rejects.toMatchObject({ name: "MediaError", retryable: false });
    expect(asked).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["said to be", (response) => response.writeHead(200, { "content-length": 2_000_000 }).flushHeaders()],
    ["without saying so", (response) => pour(response, Buffer.alloc(16_384, "x"))],
    [
      "once it is unpacked",
      (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000))),
    ],
  ])("for it is too large, %s [MMSI-5]", async (_, write) => {
    const closed = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.on("close", closed.resolve);
      write(response);
    };
    await expect(fetched({}, { ...LIMITS, maxBytes: 1024 * 1024 - 1 })).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/^The file is larger than/),
    });
    await closed.promise;
  });

  it("for an encoding that nobody asked for [MMSI-5]", async () => {
    answer = (_request, response) => response.writeHead(200, { "content-encoding": "zstd, gzip" }).end(PHOTO);
    await expect(fetched()).rejects.toMatchObject({ name: "MediaError", retryable: false });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      "breaks off",
      (response) => response.writeHead(200, { "content-length": 100 }).write("x", () => response.destroy()),
    ],
    ["is empty", (response) => response.writeHead(200).end()],
    ["is no gzip", (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(PHOTO)],
    ["never begins", (response) => response.destroy()],
  ])("for now, when it %s [MMSI-7]", async (_, write) => {
    answer = (_request, response) => write(response);
    await expect(fetched()).rejects.toMatchObject({ name: "MediaError", retryable: true });
  });

  it("for now, when nobody is there [MMSI-7]", async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const error = await fetched().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "MediaError", retryable: true });
    expect((error as Error).message).not.toMatch(/127|ECONN|http/);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["never answers", () => {}],
    ["never ends", (response) => response.writeHead(200).write("x")],
    [
      "comes a byte at a time",
      (response) => {
        const timer = setInterval(() => response.write("x"), 5);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("in time, when it %s [MMSI-5]", async (_, write) => {
    answer = (_request, response) => write(response);
    await expect(fetched({}, { ...LIMITS, timeoutMs: 150 })).rejects.toMatchObject({
      retryable: true,
      message: "The file took too long to come.",
    });
  });

  it("when whoever wants it stops [MMSI-7]", async () => {
    const stopping = new AbortController();
    answer = () => stopping.abort();
    await expect(fetched({}, LIMITS, stopping.signal)).rejects.toMatchObject({ name: "MediaError", retryable: true });
  });
});

function pour(response: ServerResponse, drop: Uint8Array): void {
  if (response.destroyed) return;
  response.write(drop, () => pour(response, drop));
}
