import Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { type Fault, faults } from "../../../src/standins/messages/faults.ts";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

const table: [string, Fault, new (...args: never[]) => Error, object][] = [
  [
    "rate limit",
    faults.rateLimited(7),
    Anthropic.RateLimitError,
    { status: 429, type: "rate_limit_error", errorCode: null },
  ],
  [
    "spend cap",
    faults.spendCap(),
    Anthropic.RateLimitError,
    { status: 429, errorCode: "enforced_spend_limit_reached" },
  ],
  [
    "usage limit",
    faults.usageLimit(),
    Anthropic.BadRequestError,
    { apiMessage: expect.stringContaining("specified API usage limits") },
  ],
  ["overload", faults.overloaded(), Anthropic.InternalServerError, { status: 529, type: "overloaded_error" }],
  ["server error", faults.serverError(), Anthropic.InternalServerError, { status: 500, type: "api_error" }],
  ["bad gateway", faults.badGateway(), Anthropic.InternalServerError, { status: 502, type: null }],
  ["wrong key", faults.unauthorized(), Anthropic.AuthenticationError, { status: 401 }],
  ["unpaid bill", faults.billing(), Anthropic.APIError, { status: 402, type: "billing_error" }],
  [
    "prompt too long",
    faults.promptTooLong(),
    Anthropic.BadRequestError,
    { apiMessage: expect.stringMatching(/^prompt is too long: /) },
  ],
  ["reset before the headers", faults.resetBeforeHeaders(), Anthropic.APIConnectionError, { status: undefined }],
];

it.each(table)("errors: %s", async (_name, fault, kind, like) => {
  const standIn = await standInFor();
  standIn.script([{ fault }, { fault }]);
  const streamed = await clientOf(standIn)
    .messages.stream(HELLO)
    .finalMessage()
    .catch((error: unknown) => error);
  expect(streamed).toMatchObject(like);
  expect(streamed).toBeInstanceOf(kind);
  await expect(clientOf(standIn).messages.create(HELLO)).rejects.toMatchObject(like);
  standIn.assertDone();
});

it.each([
  [3, "retry-after", "3"],
  [9_999, "retry-after", "9999"],
  [{ ms: 250 }, "retry-after-ms", "250"],
  [{ at: new Date("2026-11-22T12:00:00Z") }, "retry-after", "Sun, 22 Nov 2026 12:00:00 GMT"],
  [null, "retry-after", null],
])("a rate limit may say when to come back: %j", async (after, header, value) => {
  const standIn = await standInFor();
  standIn.script([{ fault: faults.rateLimited(after) }]);
  const error: unknown = await clientOf(standIn)
    .messages.create(HELLO)
    .catch((caught: unknown) => caught);
  expect((error as InstanceType<typeof Anthropic.APIError>).headers?.get(header)).toBe(value);
});

it("a reset is a reset, not merely an end", async () => {
  const standIn = await standInFor();
  standIn.script([{ fault: faults.resetBeforeHeaders() }]);
  const error: unknown = await clientOf(standIn)
    .messages.create(HELLO)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ cause: { cause: { code: "ECONNRESET" } } });
});

it("errors are tried again by the SDK", async () => {
  const standIn = await standInFor();
  standIn.script([
    { fault: faults.rateLimited({ ms: 1 }) },
    { fault: faults.rateLimited({ ms: 1 }) },
    { reply: reply(text("At last.")) },
  ]);
  const message = await clientOf(standIn, 2).messages.stream(HELLO).finalMessage();
  expect(message.content).toMatchObject([{ text: "At last." }]);
  expect(standIn.requests.map((request) => request.headers["x-stainless-retry-count"])).toEqual(["0", "1", "2"]);
});

it("errors go on for everybody while there is an outage, and the script waits", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: reply(text("Scripted.")) }]);
  standIn.outage(faults.overloaded());
  await expect(clientOf(standIn).messages.create(HELLO)).rejects.toThrow("Overloaded");
  await expect(clientOf(standIn).messages.create(HELLO)).rejects.toThrow("Overloaded");
  standIn.outage(null);
  expect(await clientOf(standIn).messages.create(HELLO)).toMatchObject({ content: [{ text: "Scripted." }] });
  standIn.assertDone();
});
