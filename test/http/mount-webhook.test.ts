import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebhookResponse } from "../../src/contract/index.ts";
import { mountWebhook } from "../../src/http/mount-webhook.ts";
import { until } from "../harness/until.ts";

/** What happened, in its order. */
let told: string[];
let handle: () => Promise<WebhookResponse>;
let server: Server;
let url: string;
beforeEach(async () => {
  told = [];
  const app = express();
  app.use((_request, response, next) => {
    response.once("finish", () => told.push("answered"));
    next();
  });
  const route = { method: "POST", path: "/hook", maxBodyBytes: 100, handle: () => handle() } as const;
  const takeWay = () => {
    told.push("taken");
    return () => void told.push("given back");
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
    await until("the end", () => told.includes("answered"));
    expect(told.slice(0, 3)).toEqual(["taken", "stored", "given back"]);
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
    expect(told.filter((word) => word !== "answered")).toEqual(["taken", "given back"]);
  });

  it("not while its body is on its way, nor when that is too large", async () => {
    handle = async () => ({ status: 200 });
    expect(await call("x".repeat(101))).toBe(413);
    expect(told).toEqual(["answered"]);
  });
});
