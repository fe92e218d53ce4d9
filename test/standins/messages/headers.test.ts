import { expect, it } from "vitest";
import { clientOf, HELLO, post, standInFor } from "./messages-case.ts";

const FINE = { "content-type": "application/json", "anthropic-version": "2023-06-01", "x-api-key": "test" };
const without = (name: keyof typeof FINE) =>
  Object.fromEntries(Object.entries(FINE).filter(([header]) => header !== name));

it("takes a key or a bearer token, and any version", async () => {
  const standIn = await standInFor();
  expect((await post(standIn, HELLO, FINE)).status).toBe(200);
  const bearer = { ...without("x-api-key"), authorization: "Bearer test" };
  expect((await post(standIn, HELLO, { ...bearer, "anthropic-version": "2026-10-21" })).status).toBe(200);
});

it.each([
  ["no key", without("x-api-key"), 401, "authentication_error"],
  ["an empty bearer token", { ...without("x-api-key"), authorization: "Bearer " }, 401, "authentication_error"],
  ["no version", without("anthropic-version"), 400, "invalid_request_error"],
  ["a version that is none", { ...FINE, "anthropic-version": "latest" }, 400, "invalid_request_error"],
  ["another content type", { ...FINE, "content-type": "text/plain" }, 400, "invalid_request_error"],
])("refuses %s", async (_name, headers, status, type) => {
  const standIn = await standInFor();
  const answer = await post(standIn, HELLO, headers);
  expect(answer.status).toBe(status);
  expect(answer.body.error?.type).toBe(type);
});

it("refuses what is no JSON", async () => {
  const standIn = await standInFor();
  const answer = await post(standIn, "{");
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining("not valid JSON") } },
  });
  expect(standIn.requests[0]?.body).toBe("{");
});

it("refuses more than 32 MB", async () => {
  const standIn = await standInFor();
  const answer = await post(standIn, { ...HELLO, system: "x".repeat(32 * 1024 * 1024) });
  expect(answer).toMatchObject({ status: 413, body: { error: { type: "request_too_large" } } });
});

it("says where there is nothing, and where only POST will do", async () => {
  const standIn = await standInFor();
  expect((await post(standIn, {}, FINE, "/v1/complete")).status).toBe(404);
  expect((await fetch(`${standIn.url}/v1/messages`, { headers: FINE })).status).toBe(405);
});

it("sends the headers of the API", async () => {
  const standIn = await standInFor();
  const { headers, status } = await post(standIn, HELLO);
  expect(status).toBe(200);
  expect(headers.get("request-id")).toMatch(/^req_/);
  expect(headers.get("anthropic-organization-id")).toBeTruthy();
  for (const kind of ["requests", "tokens", "input-tokens", "output-tokens"]) {
    for (const part of ["limit", "remaining", "reset"]) {
      expect(headers.get(`anthropic-ratelimit-${kind}-${part}`), `${kind} ${part}`).toBeTruthy();
    }
  }
});

it("keeps a log of the newest requests, with what the SDK says in its headers", async () => {
  const standIn = await standInFor({ maxRequests: 2 });
  const client = clientOf(standIn);
  for (const words of ["one", "two", "three"]) {
    await client.messages.create({ ...HELLO, messages: [{ role: "user", content: words }] });
  }
  const bodies = standIn.requests.map((request) => (request.body as typeof HELLO).messages[0]?.content);
  expect(bodies).toEqual(["two", "three"]);
  expect(standIn.requests[1]).toMatchObject({ method: "POST", path: "/v1/messages", status: 200, aborted: false });
  expect(standIn.requests[1]?.headers["x-stainless-retry-count"]).toBe("0");
  expect(standIn.requests[1]?.message?.content).toMatchObject([{ type: "text", text: "Hello." }]);
  standIn.reset();
  expect(standIn.requests).toEqual([]);
});
