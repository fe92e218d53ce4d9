import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { act, addOperator, PASSWORD, problemOf, type Session, signIn, trySignIn, write } from "../harness/desk.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";

const ADMIN = { email: "admin@example.com", password: PASSWORD };
const WRONG = { ...ADMIN, password: "wrong" };
const PER_PAIR = 10;
const PER_ACCOUNT = 100;
const PER_ADDRESS = 50;
const WINDOW_SECONDS = 15 * 60;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { OPERATOR_EMAIL: ADMIN.email, OPERATOR_PASSWORD: ADMIN.password } });
});
afterAll(() => product.stop());

const times = <T>(count: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));
/** A proxy on this machine is believed. */
const from = (address: string) => ({ "X-Forwarded-For": address });
const counted = (answers: readonly { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe("too many attempts to sign in", () => {
  beforeEach(async () => {
    await product.database.outside.rateLimit.deleteMany();
  });

  it("to one account from one address are refused, with the time to wait, also with the right password [DESK-2]", async () => {
    for (let attempt = 0; attempt < PER_PAIR; attempt += 1) problemOf(await trySignIn(product, WRONG), 401);
    const refused = await trySignIn(product, ADMIN);
    problemOf(refused, 429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(WINDOW_SECONDS - 60);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(WINDOW_SECONDS);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  it("at once are no way around it [DESK-2]", async () => {
    const answers = await times(40, () => trySignIn(product, WRONG));
    expect(counted(answers, 401)).toBe(PER_PAIR);
    expect(counted(answers, 429)).toBe(40 - PER_PAIR);
  });

  it("by a stranger do not keep the owner of the account out [DESK-2]", async () => {
    await times(PER_PAIR + 20, () => trySignIn(product, WRONG, from("198.51.100.1")));
    expect(await trySignIn(product, ADMIN, from("198.51.100.2"))).toMatchObject({ status: 200 });
  });

  it("from ever other addresses are refused in the end [DESK-2]", async () => {
    const answers = await times(PER_ACCOUNT + 10, (n) => trySignIn(product, WRONG, from(`198.51.100.${n}`)));
    expect(counted(answers, 401)).toBe(PER_ACCOUNT);
    expect(counted(answers, 429)).toBe(10);
  });

  it("however the address is written [DESK-2]", async () => {
    await times(PER_PAIR, (n) => trySignIn(product, { ...WRONG, email: n % 2 ? "ADMIN@example.com" : ADMIN.email }));
    problemOf(await trySignIn(product, { ...WRONG, email: "Admin@Example.com" }), 429);
  });

  it("are still too many after a restart [DESK-2]", async () => {
    await times(PER_PAIR, () => trySignIn(product, WRONG));
    await product.stopProcess();
    await product.startProcess();
    problemOf(await trySignIn(product, ADMIN), 429);
  });

  it("are forgiven when the time has passed [DESK-2]", async () => {
    await times(PER_PAIR + 1, () => trySignIn(product, WRONG));
    await product.database.outside.rateLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
    expect(await trySignIn(product, ADMIN)).toMatchObject({ status: 200 });
  });

  it("are counted anew after one that succeeds [DESK-2]", async () => {
    for (let round = 0; round < 2; round += 1) {
      await times(PER_PAIR - 1, () => trySignIn(product, WRONG));
      expect(await trySignIn(product, ADMIN)).toMatchObject({ status: 200 });
    }
  });

  it("from one address, whatever the accounts, are refused, and others are not [DESK-2]", async () => {
    const attempt = (n: number) =>
      trySignIn(product, { email: `a${n}@example.com`, password: "x" }, from("203.0.113.7"));
    const answers = await times(PER_ADDRESS + 5, attempt);
    expect(counted(answers, 429)).toBe(5);
    problemOf(await trySignIn(product, ADMIN, from("203.0.113.7")), 429);
    expect(await trySignIn(product, ADMIN, from("203.0.113.8"))).toMatchObject({ status: 200 });
  });

  it("are not what a whole office makes that signs in [DESK-2]", async () => {
    await product.database.outside.rateLimit.deleteMany();
    for (let n = 0; n < PER_ADDRESS + 5; n += 1)
      expect(await trySignIn(product, ADMIN, from("203.0.113.9"))).toMatchObject({ status: 200 });
  });

  it("from an address that is none are counted too", async () => {
    problemOf(await trySignIn(product, WRONG, from("x".repeat(4_000))), 401);
  });
});

describe("a write with the cookie", () => {
  let session: Session;
  let conversationId: string;
  beforeAll(async () => {
    await product.database.outside.rateLimit.deleteMany();
    session = await signIn(product, ADMIN);
    await addOperator(product, "somebody@example.com");
    await product.twilio.text({ from: "+15550700001", body: "Hello" });
    conversationId = (await product.conversationOf("+15550700001")).conversation.id;
  });

  const port = () => new URL(product.url).port;
  const foreign: [string, () => Record<string, string>][] = [
    ["of another site", () => ({ Origin: "https://evil.example" })],
    ["without an origin of its own", () => ({ Origin: "null" })],
    ["of another port", () => ({ Origin: "http://127.0.0.1:1" })],
    ["of another scheme", () => ({ Origin: `https://127.0.0.1:${port()}` })],
    ["whose name begins like ours", () => ({ Origin: `http://127.0.0.1:${port()}.evil.example` })],
    ["that names no origin, but says it is of another site", () => ({ "Sec-Fetch-Site": "cross-site" })],
    ["that names no origin, but says it is of a sister site", () => ({ "Sec-Fetch-Site": "same-site" })],
  ];

  it.each(foreign)("from a page %s is refused [DESK-3]", async (_name, headers) => {
    const sent = { ...session, ...headers() };
    problemOf(await act(product, conversationId, "claim", sent), 403);
    problemOf(await write(product, conversationId, { text: "Hi" }, sent), 403);
    problemOf(await product.api("POST", `/api/dead-letters/${conversationId}/retry`, undefined, sent), 403);
    problemOf(await product.api("DELETE", "/api/session", undefined, sent), 403);
    problemOf(await trySignIn(product, ADMIN, headers()), 403);
    expect((await product.conversationOf("+15550700001")).conversation.state).toBe("assistant");
  });

  it.each<[string, () => Record<string, string>]>([
    ["from our own page", () => ({ Origin: product.url })],
    ["from our own page by its other name", () => ({ Origin: `http://localhost:${port()}` })],
    ["from our own page that says so", () => ({ Origin: product.url, "Sec-Fetch-Site": "same-origin" })],
    ["by a program", () => ({})],
    ["that somebody typed in", () => ({ "Sec-Fetch-Site": "none" })],
  ])("%s is taken [DESK-3]", async (_name, headers) => {
    expect(await act(product, conversationId, "claim", { ...session, ...headers() })).toMatchObject({ status: 200 });
    expect(await trySignIn(product, ADMIN, headers())).toMatchObject({ status: 200 });
  });

  it("is what this is about: reading, and the bearer token, are not refused for the page they come from", async () => {
    const headers = { Origin: "https://evil.example" };
    expect(await product.api("GET", "/api/conversations", undefined, { ...session, ...headers })).toMatchObject({
      status: 200,
    });
    const bearer = { ...headers, Authorization: `Bearer ${API_TOKEN}` };
    expect(await act(product, conversationId, "reopen", bearer)).toMatchObject({ status: 200 });
  });

  it("never tells another site's page that it may read along", async () => {
    const { headers } = await product.api("GET", "/api/conversations", undefined, { Origin: "https://evil.example" });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});
