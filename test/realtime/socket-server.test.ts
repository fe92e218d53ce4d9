import { createServer, type Server as HttpServer, request } from "node:http";
import { type AddressInfo, connect as connectTcp } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChanges } from "../../src/database/changes.ts";
import { createHints } from "../../src/realtime/hints.ts";
import { networkOf } from "../../src/realtime/network-of.ts";
import { createSocketServer, type SocketServer } from "../../src/realtime/socket-server.ts";
import { until } from "../harness/until.ts";

const MIB = 2 ** 20;

let http: HttpServer;
let server: SocketServer;
let url: string;
/** What came to the server, as lengths. */
const heard: number[] = [];
const warnings: string[] = [];
beforeAll(async () => {
  const hints = createHints(createChanges());
  server = createSocketServer({ origins: [], hints, databaseUrl: null, warn: (message) => warnings.push(message) });
  server.namespace("/widget").on("connection", (socket) => {
    socket.on("say", (what: string | Uint8Array, answer: (length: number) => void) => {
      heard.push(what.length);
      answer(what.length);
    });
    socket.on("tell", (times: number, length: number) => {
      for (let n = 0; n < times; n += 1) socket.emit("told", "x".repeat(length));
    });
  });
  http = createServer();
  server.attach(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await server.close();
  await server.end();
});

function open(namespace: string, headers: Record<string, string> = {}): Socket {
  return io(url + namespace, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
}

async function opened(headers?: Record<string, string>): Promise<Socket> {
  const socket = open("/widget", headers);
  await outcome(socket);
  return socket;
}

/** Resolves when it is connected. Rejects with the refusal. */
function outcome(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}

const ended = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once("disconnect", resolve));

describe("a connection", () => {
  it("gets into a namespace that is served, and into no other [RT-7]", async () => {
    (await opened()).close();
    await expect(outcome(open("/"))).rejects.toThrow();
    await expect(outcome(open("/admin"))).rejects.toThrow();
  });

  it("may bring a large file, and a text of the longest kind [RT-7]", async () => {
    const socket = await opened();
    const ask = (what: unknown) => socket.timeout(5_000).emitWithAck("say", what);
    expect(await ask("\0".repeat(10_000))).toBe(10_000);
    expect(await ask(Buffer.alloc(20 * MIB))).toBe(20 * MIB);
    socket.close();
  });

  it.each<[string, string]>([
    ["a text without end", `42/widget,1["say","${"x".repeat(200 * 1024)}"]`],
    ["brackets without end", `42/widget,1["say",${"[".repeat(100_000)}${"]".repeat(100_000)}]`],
    [
      "brackets around a file",
      `451-/widget,1["say",${"[".repeat(100_000)}${"]".repeat(100_000)},{"_placeholder":true,"num":0}]`,
    ],
  ])("is cut off with %s, which nobody reads [RT-7]", async (_name, frame) => {
    const before = heard.length;
    const wire = await openWire();
    wire.send(frame);
    wire.send(Buffer.alloc(1));
    await wire.ended;
    expect(heard).toHaveLength(before);
  });

  it("is cut off with files that are too large together [RT-7]", async () => {
    const socket = await opened();
    const end = ended(socket);
    socket.emit("say", Buffer.alloc(13 * MIB), Buffer.alloc(13 * MIB));
    await end;
  });

  it("is cut off when more than a little waits for it, and not for a single large answer [RT-7]", async () => {
    const wire = await openWire();
    wire.pause();
    wire.send(`42/widget,["tell",1,${12 * MIB}]`);
    wire.send(`42/widget,["tell",7,${MIB}]`);
    wire.send('42/widget,1["say","still here"]');
    const before = heard.length;
    await until("it to be heard", () => heard.length > before);
    expect(server.namespace("/widget").sockets.size).toBe(1);
    wire.send(`42/widget,["tell",5,${MIB}]`);
    await until("its end", () => server.namespace("/widget").sockets.size === 0);
    wire.resume();
    await wire.ended;
  });
});

describe("polling", () => {
  const post = (headers: Record<string, string>, path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(url + path, { method: "POST", headers }, (response) => {
        resolve(response.statusCode);
        asked.destroy();
      });
      asked.on("error", reject);
      asked.flushHeaders();
    });

  it("takes requests of a known length that is not large, and no others [RT-7]", async () => {
    const opening = await (await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).text();
    const { sid } = JSON.parse(opening.slice(1)) as { sid: string };
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    expect(await post({ "Content-Length": String(MIB + 1) }, path)).toBe(413);
    expect(await post({ "Transfer-Encoding": "chunked" }, path)).toBe(411);
    const answer = await fetch(url + path, { method: "POST", body: "40/widget,{}" });
    expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
  });
});

describe("an address", () => {
  it("has so many connections at a time and no more, but for this machine [RT-8]", async () => {
    const from = (address: string) => opened({ "X-Forwarded-For": address });
    const sockets = await Promise.all(Array.from({ length: 200 }, () => from("192.0.2.7")));
    await expect(from("192.0.2.7")).rejects.toThrow();
    expect(warnings).toHaveLength(1);
    sockets.push(await opened(), await from("192.0.2.8"));
    sockets[0]!.close();
    sockets.push(await until("room for another one", () => from("192.0.2.7").catch(() => null)));
    for (const socket of sockets) socket.close();
  });

  it.each([
    ["127.0.0.1", null],
    ["::ffff:127.0.0.1", null],
    ["::1", null],
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["1::2:3:4:5:6:7", "1:0:2:3"],
  ])("counts as the network that it is in: %s [RT-8]", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

/** A client of our own, which can leave off reading. */
async function openWire() {
  const { port } = http.address() as AddressInfo;
  const tcp = connectTcp(port, "127.0.0.1");
  const over = new Promise<unknown>((resolve) => tcp.once("close", resolve));
  tcp.on("error", () => {});
  const key = Buffer.alloc(16).toString("base64");
  const upgrade = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13`;
  tcp.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n\r\n`);
  let came = "";
  tcp.on("data", (bytes) => {
    if (came.length < 10_000) came += bytes.toString("latin1");
  });
  const send = (data: string | Buffer): void => void tcp.write(frame(data));
  await until("the upgrade", () => came.includes("pingInterval"));
  send("40/widget,{}");
  await until("the namespace", () => came.includes("40/widget"));
  return { send, pause: () => tcp.pause(), resume: () => tcp.resume(), ended: over };
}

/** RFC 6455, section 5.2, with a mask of zeros. */
function frame(data: string | Buffer): Buffer {
  const payload = Buffer.from(data);
  const head = Buffer.alloc(14);
  head[0] = typeof data === "string" ? 0x81 : 0x82;
  head[1] = 0xff;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}
