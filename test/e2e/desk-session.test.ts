import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureAdmin } from "../../src/desk/operators.ts";
import { PASSWORD, problemOf, type Session, sessionCookie, signIn, trySignIn } from "../harness/desk.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";

const ADMIN = { email: "admin@example.com", password: PASSWORD };
const ENV = { OPERATOR_EMAIL: ADMIN.email, OPERATOR_PASSWORD: ADMIN.password };
const WEEK_SECONDS = 7 * 24 * 60 * 60;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: ENV });
});
afterAll(() => product.stop());

const list = (headers: Record<string, string>) => product.api("GET", "/api/conversations", undefined, headers);
const signOut = (headers: Record<string, string>) => product.api("DELETE", "/api/session", undefined, headers);

describe("signing in", () => {
  it("gives a session cookie that scripts cannot read and other sites cannot write with [DESK-1]", async () => {
    const answer = await trySignIn(product, ADMIN);
    expect(answer.status).toBe(200);
    const { session, attributes } = sessionCookie(answer);
    expect(session.Cookie).toMatch(/^switchboard_session=[\w-]{43}$/);
    expect(attributes).toMatchObject({ httponly: "", samesite: "Lax", path: "/", "max-age": String(WEEK_SECONDS) });
    expect(attributes).not.toHaveProperty("secure");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await list(session)).toMatchObject({ status: 200 });
  });

  it("gives one only for TLS when the outside reaches us so, to pages from there [DESK-1, DESK-3]", async () => {
    const secure = await startProduct({ env: { ...ENV, PUBLIC_URL: "https://support.example.com" } });
    const ours = { Origin: "https://support.example.com" };
    const { attributes } = sessionCookie(await trySignIn(secure, ADMIN, ours));
    const { attributes: cleared } = sessionCookie(await secure.api("DELETE", "/api/session", undefined, {}));
    await secure.stop();
    expect(attributes).toMatchObject({ secure: "", httponly: "", samesite: "Lax" });
    expect(cleared).toMatchObject({ secure: "", httponly: "", samesite: "Lax" });
  });

  it("does not ask how the address is written", async () => {
    expect(await trySignIn(product, { ...ADMIN, email: "Admin@Example.COM" })).toMatchObject({ status: 200 });
  });

  it.each([
    ["a wrong password", { ...ADMIN, password: "wrong" }, 401],
    ["a password with another case", { ...ADMIN, password: PASSWORD.toUpperCase() }, 401],
    ["somebody unknown", { email: "nobody@example.com", password: PASSWORD }, 401],
    ["the name of the API token", { email: "api", password: API_TOKEN }, 401],
    ["an empty password", { ...ADMIN, password: "" }, 401],
    ["no password", { email: ADMIN.email }, 400],
    ["a password that is no text", { ...ADMIN, password: { $ne: null } }, 400],
    ["a password of a megabyte", { ...ADMIN, password: "x".repeat(2_000) }, 400],
    ["an address of a megabyte", { ...ADMIN, email: "x".repeat(2_000) }, 400],
    ["an address that grows when it is lowercased", { ...ADMIN, email: "İ".repeat(300) }, 401],
    ["an address that no database takes", { ...ADMIN, email: "a\u0000@example.com" }, 400],
    ["nothing", undefined, 400],
    ["a list", [], 400],
  ])("with %s is refused, without a cookie [DESK-1, DESK-7]", async (_name, credentials, status) => {
    const refused = await trySignIn(product, credentials);
    problemOf(refused, status);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  it("with a wrong password and with an unknown address is refused in the same words [DESK-1]", async () => {
    const wrong = await trySignIn(product, { ...ADMIN, password: "wrong" });
    const unknown = await trySignIn(product, { ...ADMIN, email: "stranger@example.com" });
    expect(wrong.body).toEqual(unknown.body);
  });

  it("keeps no token in the database that could be used [DESK-1]", async () => {
    const { Cookie } = await signIn(product, ADMIN);
    const token = Cookie.split("=")[1] ?? "";
    const rows = await product.database.outside.session.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    for (const { tokenHash } of rows)
      expect(await list({ Cookie: `switchboard_session=${tokenHash}` })).toMatchObject({ status: 401 });
  });
});

describe("a session", () => {
  it("says whose it is", async () => {
    const session = await signIn(product, ADMIN);
    expect(await product.api("GET", "/api/session", undefined, session)).toMatchObject({
      status: 200,
      body: { email: ADMIN.email, role: "admin" },
    });
    problemOf(await product.api("GET", "/api/session", undefined, {}), 401);
  });

  it("ends by signing out, on the server too [DESK-1]", async () => {
    const [mine, others] = [await signIn(product, ADMIN), await signIn(product, ADMIN)];
    const left = await signOut(mine);
    expect(left.status).toBe(204);
    expect(sessionCookie(left).session.Cookie).toBe("switchboard_session=");
    problemOf(await list(mine), 401);
    expect(await list(others)).toMatchObject({ status: 200 });
    expect(await signOut(mine)).toMatchObject({ status: 204 });
  });

  it("ends after a week [DESK-1]", async () => {
    const session = await signIn(product, ADMIN);
    const [row] = await product.database.outside.session.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
    expect(row?.expiresAt.getTime()).toBeCloseTo(Date.now() + WEEK_SECONDS * 1_000, -5);
    await product.database.outside.session.updateMany({ data: { expiresAt: new Date() } });
    problemOf(await list(session), 401);
  });

  it("lives on after a restart, as long as the password stays", async () => {
    const session = await signIn(product, ADMIN);
    await product.stopProcess();
    await product.startProcess();
    expect(await list(session)).toMatchObject({ status: 200 });
  });

  it.each<[string, (session: Session) => Record<string, string>]>([
    ["none", () => ({})],
    ["an empty one", () => ({ Cookie: "switchboard_session=" })],
    ["a made-up one", () => ({ Cookie: "switchboard_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })],
    ["one that is odd", () => ({ Cookie: "switchboard_session=%E0%A4%A; a=b=c;;;" })],
    ["one that is cut", ({ Cookie }) => ({ Cookie: Cookie.slice(0, -1) })],
    ["one under another name", ({ Cookie }) => ({ Cookie: `x${Cookie}` })],
  ])("is needed, and %s is none [DESK-1]", async (_name, headersOf) => {
    const refused = await list(headersOf(await signIn(product, ADMIN)));
    problemOf(refused, 401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });
});

describe("another password in the settings", () => {
  it("ends the sessions that were begun with the one before, and only that one signs in [DESK-1]", async () => {
    const before = await signIn(product, ADMIN);
    await ensureAdmin({ ...ADMIN, password: "another password" }, product.database);
    problemOf(await list(before), 401);
    problemOf(await trySignIn(product, ADMIN), 401);
    const after = await signIn(product, { ...ADMIN, password: "another password" });
    await ensureAdmin({ ...ADMIN, password: "another password" }, product.database);
    expect(await list(after)).toMatchObject({ status: 200 });
    await ensureAdmin(ADMIN, product.database);
  });

  it("may be set by several processes that start at once [DESK-1]", async () => {
    const newcomer = { email: "newcomer@example.com", password: PASSWORD };
    await Promise.all([1, 2, 3].map(() => ensureAdmin(newcomer, product.database)));
    expect(await trySignIn(product, newcomer)).toMatchObject({ status: 200 });
  });
});

describe("the bearer token", () => {
  it.each([
    ["right", { Authorization: `Bearer ${API_TOKEN}` }, 200],
    ["right, with the scheme in another case", { Authorization: `bearer ${API_TOKEN}` }, 200],
    ["missing", {}, 401],
    ["empty", { Authorization: "Bearer " }, 401],
    ["wrong", { Authorization: "Bearer wrong" }, 401],
    ["cut", { Authorization: `Bearer ${API_TOKEN.slice(0, -1)}` }, 401],
    ["longer", { Authorization: `Bearer ${API_TOKEN}x` }, 401],
    ["in another scheme", { Authorization: `Basic ${Buffer.from(`api:${API_TOKEN}`).toString("base64")}` }, 401],
  ])("that is %s is answered so [DESK-4]", async (_name, headers, status) => {
    const answer = await list(headers as Record<string, string>);
    if (status === 200) expect(answer.status).toBe(200);
    else problemOf(answer, status);
  });

  it("that is wrong is not mended by a right cookie", async () => {
    problemOf(await list({ ...(await signIn(product, ADMIN)), Authorization: "Bearer wrong" }), 401);
  });

  it("acts as the operator api with all rights [DESK-4]", async () => {
    await product.twilio.text({ from: "+15550600001", body: "Hello" });
    const { conversation, messages } = await product.conversationOf("+15550600001");
    const { body } = await product.api("POST", `/api/conversations/${conversation.id}/claim`);
    expect(body).toMatchObject({ state: "operator", assignee: "api" });
    expect(await product.api("GET", `/api/messages/${messages[0]?.id}/raw`)).toMatchObject({ status: 200 });
  });

  it.each(["null", "undefined", "", API_TOKEN])(
    "%j is nobody's when there is none in the settings [DESK-4]",
    async (token) => {
      const without = await startProduct({ env: { API_TOKEN: "" } });
      const headers = { Authorization: `Bearer ${token}` };
      const answer = await without.api("GET", "/api/conversations", undefined, headers);
      await without.stop();
      problemOf(answer, 401);
    },
  );
});
