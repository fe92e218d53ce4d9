import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { verifiedForm } from "../../../channels/sms/verified-form.ts";
import { encodeForm } from "../../../src/standins/twilio/deliver-webhook.ts";
import { CONFIG, requestOf, sign } from "./sms-case.ts";

interface Vector {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string | readonly string[]>> | null;
  readonly body?: string;
  readonly signature: string;
  readonly valid: boolean;
}

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/sms/corpora/twilio-signature.json", import.meta.url), "utf8"),
) as { cases: readonly Vector[] };

/** The vector as a request to a product whose `PUBLIC_URL` is everything before the path. */
function isValid({ token, url, params, body, signature }: Vector, tokens: readonly string[] = [token]): boolean {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  const type = params === null ? "application/json" : "application/x-www-form-urlencoded";
  const request = {
    url: url.slice(pathAt),
    headers: { "content-type": type, "x-twilio-signature": signature },
    body: Buffer.from(params === null ? (body ?? "") : encodeForm(params)),
  };
  return verifiedForm(request, { publicUrl: url.slice(0, pathAt), authTokens: tokens }) !== null;
}

describe("Twilio's own signatures", () => {
  it("has all 24 of them", () => expect(cases).toHaveLength(24));

  it.each(cases)("$id: $valid", (vector) => {
    expect(isValid(vector)).toBe(vector.valid);
  });

  it.each(cases)("$id: never with another token", (vector) => {
    expect(isValid(vector, ["another", ""])).toBe(false);
  });

  it.each(cases)("$id: the same with either of two tokens [SMS-1]", (vector) => {
    expect(isValid(vector, ["another", vector.token])).toBe(vector.valid);
    expect(isValid(vector, [vector.token, "another"])).toBe(vector.valid);
  });
});

describe("a signed request", () => {
  const request = requestOf({
    url: "/channels/sms/inbound?x=1",
    body: "Body=a%00b&Riddle=2&Riddle=1&Riddle=2&__proto__=x",
  });

  it("gives its form, with all values of repeated names", () => {
    const form = verifiedForm(request, CONFIG);
    expect({ ...form }).toMatchObject({ Body: "a\0b", Riddle: ["2", "1", "2"] });
    expect(Object.keys(form ?? {})).toContain("__proto__");
  });

  it("is verified against the public address, with or without a slash at its end", () => {
    expect(verifiedForm(request, { ...CONFIG, publicUrl: `${CONFIG.publicUrl}/` })).not.toBeNull();
    expect(verifiedForm(request, { ...CONFIG, publicUrl: "https://elsewhere.example.com" })).toBeNull();
  });

  it("may be signed over the fragment that asks for retries, and over no other", () => {
    const body = "Body=Hi";
    const withFragment = (fragment: string) =>
      verifiedForm(
        requestOf({ url: "/channels/sms/inbound", body }, sign(`/channels/sms/inbound${fragment}`, body)),
        CONFIG,
      );
    expect(withFragment("#rc=3&rp=all")).toEqual({ Body: "Hi" });
    expect(withFragment("#rc=5&rp=all")).toBeNull();
  });

  it("does not fit a body or a query that was changed", () => {
    expect(verifiedForm({ ...request, body: Buffer.from("Body=b") }, CONFIG)).toBeNull();
    expect(verifiedForm({ ...request, url: "/channels/sms/inbound?x=2" }, CONFIG)).toBeNull();
    expect(
      verifiedForm({ ...request, headers: { ...request.headers, "content-type": "text/plain" } }, CONFIG),
    ).toBeNull();
  });

  it("may not claim to be signed by no token at all", () => {
    const unsigned = { ...request, headers: { "x-twilio-signature": sign(request.url, "Body=b", "") ?? "" } };
    expect(verifiedForm(unsigned, CONFIG)).toBeNull();
    expect(verifiedForm(request, { ...CONFIG, authTokens: [] })).toBeNull();
  });
});
