import { UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { readIdentity } from "../../../channels/widget/read-identity.ts";
import { SECRETS } from "./open-widget.ts";
import { signToken } from "./sign-token.ts";

const REFUSED = { kind: "refused" };
const valid = (user: object) => ({ kind: "valid", user: { sub: "customer-1", email: null, name: null, ...user } });

describe("whom a token identifies [WIDGET-2]", () => {
  it.each([
    ["today's secret", SECRETS[0]],
    ["yesterday's, during rotation", SECRETS[1]],
  ])("the customer, by %s", async (_name, secret) => {
    expect(await readIdentity(await signToken({}, { secret }), SECRETS)).toEqual(valid({}));
  });

  it("nobody without a token", async () => {
    expect(await readIdentity(null, SECRETS)).toEqual({ kind: "none" });
  });

  it.each<[string, () => Promise<string> | string]>([
    ["another secret", () => signToken({}, { secret: "guessed" })],
    ["another algorithm with the same secret", () => signToken({}, { alg: "HS512" })],
    ["no signature at all", () => new UnsecuredJWT({ sub: "customer-1", aud: "switchboard", exp: 9e9 }).encode()],
    ["another audience", () => signToken({}, { aud: "helpdesk" })],
    ["no audience", () => signToken({}, { aud: null })],
    ["no end", () => signToken({}, { exp: null })],
    ["a beginning in the future", () => signToken({ nbf: 9_000_000_000 })],
    ["an empty subject", () => signToken({ sub: "" })],
    ["a subject that no database stores", () => signToken({ sub: "a\0b" })],
    ["a subject without end", () => signToken({ sub: "x".repeat(256) })],
    ["a changed payload", async () => (await signToken()).replace(/\.[^.]+\./, (part) => part.replace(/.\.$/, "x."))],
    ["not a token", () => "not a token"],
    ["nothing", () => ""],
  ])("nobody, by a token with %s", async (_name, token) => {
    expect(await readIdentity(await token(), SECRETS)).toEqual(REFUSED);
  });

  it("nobody any more by one that has expired, and yet it says who was meant", async () => {
    const old = { exp: 1_000_000_000 };
    expect(await readIdentity(await signToken({}, old), SECRETS)).toEqual({ kind: "expired", sub: "customer-1" });
    expect(await readIdentity(await signToken({}, { ...old, secret: "guessed" }), SECRETS)).toEqual(REFUSED);
    expect(await readIdentity(await signToken({}, { ...old, aud: "helpdesk" }), SECRETS)).toEqual(REFUSED);
  });

  it.each<[string, object, object]>([
    ["an email is lowercased", { email: "Ann@Example.COM" }, { email: "ann@example.com" }],
    ["one that is verified counts", { email: "ann@example.com", email_verified: true }, { email: "ann@example.com" }],
    ["so does one that is as text", { email: "ann@example.com", email_verified: "true" }, { email: "ann@example.com" }],
    ["one that is not verified is left out", { email: "ann@example.com", email_verified: false }, {}],
    ["neither is one that is not, as text", { email: "ann@example.com", email_verified: "false" }, {}],
    ["nor as a number", { email: "ann@example.com", email_verified: 0 }, {}],
    ["nor as nothing", { email: "ann@example.com", email_verified: null }, {}],
    ["one that is none is left out", { email: "ann at example" }, {}],
    ["so is one that is no text", { email: 7, name: {} }, {}],
    ["a name is one line", { name: "  Ann\nB.\0 " }, { name: "Ann B." }],
    ["and not without end", { name: "é".repeat(5000) }, { name: "é".repeat(200) }],
    ["a blank one is none", { name: " \t" }, {}],
    ["what nobody knows is overlooked", { role: "admin" }, {}],
  ])("%s", async (_name, claims, user) => {
    expect(await readIdentity(await signToken({ ...claims }), SECRETS)).toEqual(valid(user));
  });
});
