import { once } from "node:events";
import { createServer, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebhookResponse } from "../../src/contract/index.ts";
import { mountWebhook } from "../../src/http/mount-webhook.ts";
import { until } from "../harness/until.ts";

/** What happened, in its order. */
let told: string[];
let current: ServerResponse | undefined;
let handle: () => Promise<WebhookResponse>;
let server: Server;
let url: string;
beforeEach(async () => {
  told = [];
  current = undefined;
  const app = express();
  app.use((_request, response, next) => {
    current = response;
    next();
  });
  const route = { method: "POST", path: "/hook", maxBodyBytes: 100, handle: () => handle() } as const;
  const takeWay = () => {
    told.push("taken");
    return () => void told.push(current?.writableEnded ? "given back, answered" : "given back");
  };
  mountWebhook(app, route, { log: pino({ enabled: false }), takeWay });
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const call = async (body: string): Promise<number> => (await fetch(url, { method: "POST", body })).status;

describe("a webhook has way [ACK-9]", () => {
  it("while it is stored, and until its answer is on its way", async () => {
    const stored = Promise.withResolvers<void>();
    handle = async () => {
      await stored.promise;
      told.push("stored");
      return { status: 200 };
    };
    const status = call("x");
    await until("it to be handled", () => told.length > 0);
    expect(told).toEqual(["taken"]);
    stored.resolve();
    expect(await status).toBe(200);
    expect(told).toEqual(["taken", "stored", "given back, answered"]);
  });

  it.each<[string, () => Promise<WebhookResponse>]>([
    ["later", async () => Promise.reject(new Error("no database"))],
    [
      "at once",
      () => {
        throw new Error("a mistake");
      },
    ],
  ])("no longer when it cannot be handled: %s", async (_when, fails) => {
    handle = fails;
    expect(await call("x")).toBeGreaterThanOrEqual(500);
    expect(told).toEqual(["taken", "given back"]);
  });

  it("not while its body is on its way", async () => {
    handle = async () => ({ status: 200 });
    const slow = request(url, { method: "POST", headers: { "Content-Length": "2" } });
    const answered = once(slow, "response");
    slow.write("x");
    await until("the first half", () => current);
    expect(await call("xy")).toBe(200);
    expect(told).toEqual(["taken", "given back, answered"]);
    slow.end("y");
    await answered;
    expect(told).toHaveLength(4);
  });

  it("not when its body is too large", async () => {
    handle = async () => ({ status: 200 });
    expect(await call("x".repeat(101))).toBe(413);
    expect(told).toEqual([]);
  });
});
