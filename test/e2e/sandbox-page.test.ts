import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeLetter, type Letter } from "../../src/standins/sandbox/page/mail/compose-letter.ts";
import { readReceived } from "../../src/standins/sandbox/page/mail/read-received.ts";
import { openPage, taken } from "../channels/widget/open-page.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { sessionCookie } from "../harness/desk.ts";
import { freePort } from "../harness/free-port.ts";
import { startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { endPrograms, type Running, readyAt, run } from "../programs/run-program.ts";

let folder: TemporaryFolder;
let server: Running;
let url: string;
let cookie: string;
beforeAll(async () => {
  folder = temporaryFolder();
  server = run("switchboard", { PORT: String(await freePort()), DATA_DIR: join(folder.path, "data") });
  url = await readyAt(server);
  cookie = sessionCookie(await post("/sandbox/sign-in")).session.Cookie;
});
afterAll(async () => {
  await endPrograms();
  folder.remove();
});

async function post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const type = { "Content-Type": "application/json" };
  const init = {
    method: "POST",
    headers: { ...type, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  return await fetch(url + path, init);
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(url + path, { headers: { Cookie: cookie } });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** The conversation that a search finds, once it is so. */
async function conversation(q: string, isSo: (whole: Whole) => boolean): Promise<Whole> {
  return await until(`a conversation with ${q}`, async () => {
    const { items } = await get<{ items: { id: string }[] }>(`/api/conversations?q=${encodeURIComponent(q)}`);
    if (!items[0]) return null;
    const whole = await get<Whole>(`/api/conversations/${items[0].id}`);
    return isSo(whole) && whole;
  });
}

interface About {
  readonly mailbox: string;
  readonly authservId: string;
}

describe("the page", () => {
  it("is where the bare address leads, and the first thing the banner says [SB-5]", async () => {
    const { status, headers } = await fetch(url, { redirect: "manual" });
    expect([status, headers.get("location")]).toEqual([302, "/sandbox/"]);
    expect(server.stdout()).toContain(`Open ${url}/sandbox/`);
    const policy = (await fetch(`${url}/sandbox/`)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain("unsafe");
  });

  it("is told what this sandbox is [SB-5]", async () => {
    expect(await get("/sandbox/about")).toEqual({
      run: expect.stringMatching(/^[0-9a-f-]{36}$/),
      company: "Acme",
      isModelStandIn: true,
      number: "+15005550006",
      mailbox: "support@sandbox.example",
      authservId: "mx.sandbox.example",
    });
  });

  it("signs the operator in once, as whoever he is already [SB-8]", async () => {
    expect(await get("/api/session")).toEqual({ email: "operator@sandbox.example", role: "admin" });
    const again = await post("/sandbox/sign-in", undefined, { Cookie: cookie });
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await again.json()).toEqual({ email: "operator@sandbox.example" });

    const anew = await post("/sandbox/sign-in", undefined, { Cookie: "switchboard_session=made-up" });
    expect(sessionCookie(anew).attributes).toMatchObject({ httponly: "", samesite: "Lax", path: "/" });
  });

  it("vouches for a visitor, whom the widget then knows [SB-8]", async () => {
    const visitor = { sub: "zoe", email: "zoe@example.com", name: "Zoë" };
    const { token } = (await (await post("/sandbox/identity", visitor)).json()) as { token: string };
    const page = openPage(`${url}/widget`, { auth: { identity: token }, acknowledges: true });
    try {
      await page.connected();
      const { conversationId } = taken(await page.say("What does the Pro plan cost?"));
      const { contact } = await get<Whole>(`/api/conversations/${conversationId}`);
      expect(contact).toMatchObject({ name: "Zoë", identity: "verified" });
    } finally {
      page.close();
    }
  });

  it.each<[string, unknown]>([
    ["nobody", {}],
    ["an empty name of his", { sub: "" }],
    ["an address that is none", { sub: "a", email: "a" }],
    ["claims of its own", { sub: "a", aud: "another" }],
    ["no JSON object", []],
  ])("vouches for no visitor with %s [SB-8]", async (_name, visitor) => {
    expect((await post("/sandbox/identity", visitor)).status).toBe(400);
  });

  it("refuses a body that is too large [SB-8]", async () => {
    expect((await post("/sandbox/identity", { sub: "a", name: "x".repeat(5_000) })).status).toBe(413);
    expect((await post("/sandbox/sms", { from: "+12025550100", body: "x".repeat(70_000) })).status).toBe(400);
    const mediaUrl = `data:image/png;base64,${"A".repeat(24 * 2 ** 20)}`;
    expect((await post("/sandbox/sms", { from: "+12025550100", mediaUrl })).status).toBe(413);
  });
});

describe("a mail that the page composes", () => {
  const LETTER: Omit<Letter, "messageId" | "to" | "vouchedBy"> = {
    from: { name: "Jörg Müller", address: "joerg@example.net" },
    subject: "Wo sind meine Rechnungen?",
    text: "Where do I find my invoices?",
    files: [{ filename: "März.txt", contentType: "text/plain", content: new TextEncoder().encode("Hi") }],
    at: new Date(),
    references: [],
  };
  const mail = async (letter: Partial<Letter>): Promise<void> => {
    const { mailbox, authservId } = await get<About>("/sandbox/about");
    const whole = { ...LETTER, to: mailbox, messageId: "<1@example.net>", vouchedBy: authservId, ...letter };
    const body = composeLetter(whole);
    expect((await fetch(`${url}/sandbox/email`, { method: "POST", body })).status).toBe(202);
  };

  it("is from whom it says when a server vouches for it, and its answer is in its thread, as is his next mail [SB-6]", async () => {
    await mail({});
    const { contact, messages } = await conversation("joerg@example.net", (whole) => whole.messages.length === 2);
    expect(contact).toMatchObject({ name: "Jörg Müller", identity: "verified" });
    expect(messages[0]).toMatchObject({ text: LETTER.text, attachments: [{ filename: "März.txt" }] });

    const sent = await until("the answer", async () => {
      const { items } = await get<{ items: { to: string; raw: string; at: string }[] }>("/sandbox/outbox");
      return items.find(({ to }) => to === "joerg@example.net");
    });
    const answer = await readReceived(sent);
    expect(answer).toMatchObject({ subject: `Re: ${LETTER.subject}`, references: ["<1@example.net>"] });

    const references = [...answer.references, answer.name];
    await mail({
      messageId: "<2@example.net>",
      references,
      text: "Thank you. Can I talk to a human, please?",
      files: [],
    });
    const thread = await conversation("joerg@example.net", (whole) => whole.conversation.state === "queued");
    expect(thread.messages.map(({ author }) => author)).toEqual(["customer", "assistant", "customer", "system"]);
  });

  it("is from nobody who is known when none does [SB-6]", async () => {
    await mail({ from: { name: "Kim", address: "kim@example.org" }, messageId: "<3@example.org>", vouchedBy: null });
    const { contact } = await conversation("kim@example.org", () => true);
    expect(contact).toMatchObject({ identity: "claimed" });
  });
});

describe("pages of other sites", () => {
  const FOREIGN = { Origin: "https://evil.example" };
  it.each(["/sandbox/sms", "/sandbox/email", "/sandbox/identity", "/sandbox/sign-in"])(
    "cannot write to %s [SB-9]",
    async (path) => {
      for (const headers of [FOREIGN, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }])
        expect((await post(path, { sub: "a", from: "+12025550100" }, headers)).status).toBe(403);
    },
  );

  it("get nothing that a browser would let them read [SB-9]", async () => {
    const { headers } = await fetch(`${url}/sandbox/outbox`, { headers: FOREIGN });
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  it("are no obstacle to our own, nor to programs [SB-9]", async () => {
    for (const headers of [{ Origin: url }, { "Sec-Fetch-Site": "same-origin" }, {}] as Record<string, string>[])
      expect((await post("/sandbox/identity", { sub: "a" }, headers)).status).toBe(200);
  });
});

describe("whoever is not at this machine", () => {
  /** The status of a request that fetch would not send. */
  const ask = (method: string, path: string, headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const type = { "Content-Type": "application/json" };
      request(url + path, { method, headers: { ...type, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end(method === "POST" ? JSON.stringify({ sub: "a" }) : undefined);
    });

  it.each([
    ["GET", "/sandbox/outbox"],
    ["GET", "/sandbox/about"],
    ["POST", "/sandbox/sms"],
    ["POST", "/sandbox/email"],
    ["POST", "/sandbox/identity"],
    ["POST", "/sandbox/sign-in"],
  ])("does not get in with a name that was made to lead here: %s %s [SB-10]", async (method, path) => {
    const { port } = new URL(url);
    for (const host of [
      `evil.example:${port}`,
      `127.evil.example:${port}`,
      `localhost.evil.example:${port}`,
      "localhost",
    ])
      expect(await ask(method, path, { Host: host, Origin: `http://${host}` })).toBe(403);
    for (const host of [`127.0.0.1:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect(await ask(method, path, { Host: host })).not.toBe(403);
  });

  it.each(["/sandbox/identity", "/sandbox/sign-in"])("is nobody, through a proxy either: %s [SB-10]", async (path) => {
    for (const name of ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"])
      expect(await ask("POST", path, { [name]: "127.0.0.1" })).toBe(403);
    expect(await ask("POST", path, {})).toBe(200);
  });
});

describe("outside of the sandbox", () => {
  it("nothing of the page exists, and the bare address leads to the inbox, which no frame shows [SB-9]", async () => {
    const product = await startProduct();
    try {
      for (const path of ["/sandbox", "/sandbox/", "/sandbox/about", "/sandbox/outbox"])
        expect((await product.api("GET", path)).status).toBe(404);
      for (const path of ["/sandbox/sms", "/sandbox/email", "/sandbox/identity", "/sandbox/sign-in"])
        expect((await product.api("POST", path, {})).status).toBe(404);
      const home = await fetch(product.url, { redirect: "manual" });
      expect(home.headers.get("location")).toBe("/inbox/");
      const inbox = await fetch(`${product.url}/inbox/`);
      expect(inbox.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    } finally {
      await product.stop();
    }
  });
});
