import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { freePort } from "../harness/free-port.ts";
import type { Whole } from "../harness/product.ts";
import { startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { endPrograms, ROOT, type Running, readyAt, run } from "../programs/run-program.ts";

/** A start makes a database the first time. It takes about 2 s on a laptop; two tests side by side share the machine. */
const READY_MS = 20_000;

let folder: TemporaryFolder;
let server: Running;
let url: string;
let cookie: string;
beforeAll(async () => {
  folder = temporaryFolder();
  const began = performance.now();
  server = run("switchboard", {
    PORT: String(await freePort()),
    DATA_DIR: join(folder.path, "data"),
    EMBEDDINGS: "local",
  });
  url = await readyAt(server);
  expect(performance.now() - began).toBeLessThan(READY_MS);
  cookie = await signIn();
});
afterAll(async () => {
  await endPrograms();
  folder.remove();
});

/** With the credentials that the banner shows. */
async function signIn(): Promise<string> {
  const [, email, password] = await server.says(/Sign in to the desk as (\S+), password (\S+)/);
  const { headers } = await post("/api/session", { email, password });
  return headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

async function post(path: string, body: unknown): Promise<Response> {
  const headers = { "Content-Type": "application/json", ...(cookie && { Cookie: cookie }) };
  return await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(url + path, { headers: { Cookie: cookie } });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

interface Sent {
  channel: string;
  to: string;
  text: string;
  raw: Record<string, string>;
  at: string;
}

async function textsTo(number: string): Promise<Sent[]> {
  const { items } = await get<{ items: Sent[] }>("/sandbox/outbox");
  return items.filter(({ to }) => to === number);
}

/** Texts, and resolves with the conversation once something was texted back and arrived. */
async function exchange(from: string, body: string): Promise<Whole> {
  expect((await post("/sandbox/sms", { from, body })).status).toBe(202);
  return await until(
    `an answer to ${from}`,
    async () => {
      const { items } = await get<{ items: { id: string }[] }>(`/api/conversations?q=${encodeURIComponent(from)}`);
      if (!items[0]) return null;
      const whole = await get<Whole>(`/api/conversations/${items[0].id}`);
      return whole.messages.at(-1)?.delivery?.status === "delivered" && whole;
    },
    30_000,
  );
}

describe("with nothing configured but where to listen and to keep its data", () => {
  it("it is ready, and says that it is a sandbox and that a stand-in answers [SB-1, BEH-42]", async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(server.stdout()).toContain("This is the sandbox");
    expect(server.stdout()).toContain("a stand-in for the model answers");
    expect(server.stderr()).toBe("");
  });

  it("a text travels through the real adapter and back [SB-1, SB-2]", async () => {
    const number = "+15550300000";
    const { messages } = await exchange(number, "What does the Pro plan cost?");
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(messages[0]?.externalId).toMatch(/^SM[0-9a-f]{32}$/);
    const [sent, ...others] = await textsTo(number);
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      channel: "sms",
      to: number,
      text: expect.stringContaining("$49"),
      raw: { To: number, From: "+15005550006", StatusCallback: expect.stringContaining("/channels/sms/status") },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /^from/],
    ["the words alone", { body: "Hi" }, /^from/],
    ["a number without its country", { from: "5551234567890", body: "Hi" }, /^from: must be a phone number/],
    ["more words than a phone sends", { from: "+15550300001", body: "x".repeat(1_601) }, /^body/],
    ["media that is no URL", { from: "+15550300001", mediaUrl: "cat.jpg" }, /^mediaUrl/],
    ["a file that is none", { from: "+15550300001", mediaUrl: "data:image/png" }, /^mediaUrl: must be a data URL/],
    ["a field that nobody knows", { from: "+15550300001", text: "Hi" }, /text/],
    ["several mistakes", { from: 5, body: 6 }, /^from: .*; body: /],
  ])("a text with %s is refused with a problem document [SB-2]", async (_name, body, detail) => {
    const response = await post("/sandbox/sms", body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringMatching(detail) });
  });

  it("a file that the phone sends is one of the conversation's, by way of Twilio's media [SB-2, MMSI-1]", async () => {
    const number = "+15550300003";
    const content = Buffer.from(`%PDF-1.7\n${"x".repeat(200_000)}`);
    const mediaUrl = `data:application/pdf;base64,${content.toString("base64")}`;
    expect((await post("/sandbox/sms", { from: number, mediaUrl })).status).toBe(202);
    const file = await until("the file", async () => {
      const { items } = await get<{ items: { id: string }[] }>(`/api/conversations?q=${encodeURIComponent(number)}`);
      const whole = items[0] && (await get<Whole>(`/api/conversations/${items[0].id}`));
      return whole?.messages[0]?.attachments.find(({ state }) => state === "ready");
    });
    expect(file).toMatchObject({
      filename: "document-1.pdf",
      contentType: "application/pdf",
      size: content.byteLength,
    });
  });

  it("a body that is no JSON is refused as well [SB-2]", async () => {
    const headers = { "Content-Type": "application/json" };
    expect((await fetch(`${url}/sandbox/sms`, { method: "POST", headers, body: "{" })).status).toBe(400);
  });

  it("an angry text with a legal threat waits as urgent, and an operator's answer reaches the phone [SB-4, DESK-9]", async () => {
    const number = "+15550300002";
    const threat = "This is outrageous, you stole my money. My lawyer will sue you unless this is fixed today!";
    const { conversation, messages } = await exchange(number, threat);
    expect(conversation).toMatchObject({ state: "queued", handoff: { priority: "urgent" } });
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);

    const path = `/api/conversations/${conversation.id}`;
    expect((await post(`${path}/claim`, {})).status).toBe(200);
    const answer = { text: "I am so sorry. I am Ann, and I take this on.", basedOnSeq: 1_000, clientId: "ann-1" };
    expect((await post(`${path}/messages`, answer)).status).toBe(201);
    await until("the answer on the phone", async () => (await textsTo(number)).at(-1)?.text === answer.text);
  });
});

/** The sample messages that the product was asked for with, and what must come of them. */
const SAMPLES = [
  {
    text: "I've been charged twice for my subscription this month and I want a refund immediately.",
    tools: ["lookup_knowledge_base", "create_support_ticket"],
    ticket: { category: "billing", severity: "high" },
  },
  {
    text: "My account is locked and I have a demo in 10 minutes, please help!",
    tools: ["lookup_knowledge_base"],
    says: /unlock by email/i,
  },
  {
    text: "What's the difference between the Pro and Enterprise plans?",
    tools: ["lookup_knowledge_base"],
    says: /SSO/,
  },
  {
    text: "I'm hitting rate limits on your API even though I'm on the Pro plan.",
    tools: ["lookup_knowledge_base", "create_support_ticket"],
    ticket: { category: "technical" },
  },
] as const;

describe("the sample messages", () => {
  it.each(SAMPLES.map((sample, index) => ({ ...sample, number: `+1555030010${index}` })))(
    "are dealt with: $text [SB-4]",
    async ({ text, number, tools, ...wanted }) => {
      const { conversation, messages, turns } = await exchange(number, text);
      expect(conversation).toMatchObject({ state: "assistant", handoff: null });
      const tickets = "ticket" in wanted ? [{ ...wanted.ticket, status: "open" }] : [];
      expect(conversation.tickets).toMatchObject(tickets);
      expect(turns.map(({ outcome }) => outcome)).toEqual(["replied"]);
      expect([...new Set(turns.flatMap(({ toolCalls }) => toolCalls.map(({ tool }) => tool)))]).toEqual(tools);
      expect(turns.flatMap(({ toolCalls }) => toolCalls.filter(({ isError }) => isError))).toEqual([]);

      const answer = messages.at(-1);
      expect(answer?.author).toBe("assistant");
      if ("says" in wanted) expect(answer?.text).toMatch(wanted.says);
      for (const { number: ticket } of conversation.tickets) expect(answer?.text).toContain(ticket);
      const known = ARTICLES + conversation.tickets.map((ticket) => ticket.number).join(" ");
      expect(figuresOf(answer?.text ?? "").filter((figure) => !figuresOf(known).includes(figure))).toEqual([]);
      expect((await textsTo(number)).map((sent) => sent.text)).toEqual([answer?.text]);
    },
  );
});

describe("outside of the sandbox", () => {
  it("nothing of it exists [SB-2]", async () => {
    const product = await startProduct();
    try {
      const text = { from: "+15550300003", body: "Hi" };
      expect((await product.api("POST", "/sandbox/sms", text)).status).toBe(404);
      expect((await product.api("GET", "/sandbox/outbox")).status).toBe(404);
      expect((await product.api("GET", "/sandbox/")).status).toBe(404);
    } finally {
      await product.stop();
    }
  });
});

/** What customers may be told, as one text. */
const ARTICLES = readdirSync(join(ROOT, "knowledge/articles"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && !file.startsWith("internal"))
  .map((file) => readFileSync(join(ROOT, "knowledge/articles", file), "utf8"))
  .join("\n");

/** Every number in a text: prices, days, limits. */
function figuresOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}
