import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, problemOf, settled } from "../harness/desk.ts";
import { cutDatabase } from "../harness/outage.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const BEARER = { Authorization: `Bearer ${API_TOKEN}` };

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const get = (path: string, headers: Record<string, string> = {}) => product.api("GET", path, undefined, headers);

describe("an error", () => {
  it.each<[string, string, number]>([
    ["GET", "/nothing", 404],
    ["GET", "/nothing/here", 404],
    ["POST", "/healthz", 404],
    ["DELETE", "/api/conversations", 404],
    ["PATCH", "/api/session", 404],
    ["GET", "/api/nothing", 404],
    ["GET", "/%E0%A4%A", 404],
    ["GET", "/api/conversations/%E0%A4%A", 400],
    ["OPTIONS", "/nothing", 404],
    ["GET", "/../../etc/passwd", 404],
    ["GET", "/__proto__", 404],
  ])("of %s %s is a problem document [DESK-7]", async (method, path, status) => {
    problemOf(await product.api(method, path), status);
  });

  it.each([
    ["no JSON", "{", { "Content-Type": "application/json" }, 400],
    ["a JSON text", '"hello"', { "Content-Type": "application/json" }, 400],
    ["a form", "text=Hi", { "Content-Type": "application/x-www-form-urlencoded" }, 415],
    ["of an unknown character set", "{}", { "Content-Type": "application/json; charset=klingon" }, 415],
    ["of an unknown encoding", "{}", { "Content-Type": "application/json", "Content-Encoding": "zip" }, 415],
    ["too large", JSON.stringify({ text: "x".repeat(300_000) }), { "Content-Type": "application/json" }, 413],
    ["deep", "[".repeat(100_000) + "]".repeat(100_000), { "Content-Type": "application/json" }, 400],
  ])("for a body that is %s is one too [DESK-7]", async (_name, body, headers, status) => {
    const response = await fetch(`${product.url}/api/session`, { method: "POST", body, headers });
    problemOf({ status: response.status, body: await response.json(), headers: response.headers }, status);
  });

  it("of our own says nothing about us [DESK-7]", async () => {
    await product.database.pool.query(`ALTER TABLE "Ticket" RENAME TO "TicketAway"`);
    const answer = await product.api("GET", "/api/conversations?q=x");
    await product.database.pool.query(`ALTER TABLE "TicketAway" RENAME TO "Ticket"`);
    const problem = problemOf(answer, 500);
    expect(Object.keys(problem).sort()).toEqual(["detail", "status", "title", "type"]);
    expect(JSON.stringify(problem)).not.toMatch(/ticket|prisma|select|relation/i);
  });

  it("is not quoted back as HTML", async () => {
    const { headers, body } = await get("/<script>alert(1)</script>");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).not.toContain("html");
    expect(JSON.stringify(body)).not.toContain("<script>");
  });
});

describe("every answer", () => {
  it("hides what we are made of and forbids what nobody needs", async () => {
    const { headers } = await get("/healthz");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  });

  it("has a HEAD like its GET", async () => {
    for (const [path, status] of [
      ["/healthz", 200],
      ["/readyz", 200],
      ["/api/conversations", 200],
      ["/nothing", 404],
    ] as const) {
      const response = await fetch(product.url + path, { method: "HEAD", headers: BEARER });
      expect({ path, status: response.status }).toEqual({ path, status });
      expect(await response.text()).toBe("");
    }
  });
});

describe("health and readiness", () => {
  it("are public, and say no more than they must [DESK-8]", async () => {
    expect(await get("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await get("/readyz")).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  it("differ while the database is away, and agree again when it is back, without a restart [DESK-8]", async () => {
    const bringBack = await cutDatabase(product);
    const during = {
      alive: await get("/healthz"),
      ready: await get("/readyz"),
      metrics: await get("/metrics", BEARER),
    };
    await bringBack();
    expect(during.alive).toMatchObject({ status: 200 });
    expect(during.ready).toMatchObject({ status: 503, body: { status: "unavailable" } });
    expect(during.metrics).toMatchObject({ status: 200, body: expect.stringContaining("process_cpu") });
    expect(during.metrics.body).not.toContain("switchboard_backlog{");
    await until("readiness", async () => (await get("/readyz")).status === 200);
  });
});

describe("metrics", () => {
  it.each<[string, Record<string, string>, number]>([
    ["with the token", BEARER, 200],
    ["from this machine", {}, 200],
    ["from this machine with a wrong token", { Authorization: "Bearer wrong" }, 200],
    ["with the token through a proxy", { ...BEARER, "X-Forwarded-For": "203.0.113.1" }, 200],
    [
      "with the token through a proxy, the scheme in another case",
      { Via: "x", Authorization: `bearer ${API_TOKEN}` },
      200,
    ],
    ["through a proxy", { "X-Forwarded-For": "203.0.113.1" }, 403],
    ["through a proxy that says it is here", { "X-Forwarded-For": "127.0.0.1" }, 403],
    ["through a proxy that names nobody", { Forwarded: "for=unknown" }, 403],
    ["through a proxy that only tells the scheme", { "X-Forwarded-Proto": "https" }, 403],
    ["through a proxy that only tells the host", { "X-Forwarded-Host": "support.example.com" }, 403],
    ["through nginx", { "X-Real-IP": "203.0.113.1" }, 403],
    ["through a cache", { Via: "1.1 varnish" }, 403],
    ["through a proxy with a wrong token", { "X-Forwarded-For": "203.0.113.1", Authorization: "Bearer wrong" }, 403],
  ])("%s are answered so [DESK-8]", async (_name, headers, status) => {
    const answer = await get("/metrics", headers);
    if (status === 200) expect(answer.status).toBe(200);
    else problemOf(answer, status);
  });

  it("count what happened, what waits and what it cost [DESK-8]", async () => {
    const from = "+15551300001";
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await product.conversationWhen(from, ({ messages }) => messages.at(-1)?.delivery?.status === "delivered");
    await product.twilio.text({ from: "+15551300002", body: "I want to talk to a human" });
    const { conversation } = await product.conversationWhen(
      "+15551300002",
      (whole) => whole.conversation.state === "queued",
    );
    await settled(product);
    await product.database.outside.rawInbound.create({
      data: {
        channel: "email",
        externalId: "waits",
        contentType: "message/rfc822",
        body: Buffer.from("x"),
        receivedAt: new Date(),
      },
    });
    const { body, headers } = await get("/metrics");
    expect(headers.get("content-type")).toContain("text/plain");
    const value = (name: string) => Number(new RegExp(`^${RegExp.escape(name)} (.*)$`, "m").exec(String(body))?.[1]);
    expect(value('switchboard_ingested_total{channel="sms",result="done"}')).toBeGreaterThanOrEqual(2);
    expect(value('switchboard_turns_total{channel="sms",outcome="replied"}')).toBe(1);
    expect(value('switchboard_delivery_attempts_total{channel="sms",state="sent"}')).toBeGreaterThanOrEqual(1);
    expect(value('switchboard_model_calls_total{model="claude-sonnet-5-5",outcome="ok"}')).toBeGreaterThanOrEqual(1);
    expect(value('switchboard_model_cost_micros_total{model="claude-sonnet-5-5"}')).toBeGreaterThan(0);
    expect(value('switchboard_backlog{kind="queued"}')).toBe(1);
    expect(value('switchboard_backlog{kind="raw_pending"}')).toBe(1);
    expect(value('switchboard_backlog{kind="outbox_failed"}')).toBe(0);
    expect(String(body)).not.toContain(from);
    await act(product, conversation.id, "claim");
    expect(String((await get("/metrics")).body)).toContain('switchboard_backlog{kind="queued"} 0');
  });
});
