import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CREATE_PARAMETERS, LIST_PARAMETERS } from "../../../src/standins/twilio/parameters.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { ACCOUNT, ask, create, OURS, THEIRS } from "./rest-client.ts";

const messages = JSON.parse(readFileSync(new URL("../../fixtures/sms/twilio-openapi.json", import.meta.url), "utf8"))
  .paths["/2010-04-01/Accounts/{AccountSid}/Messages.json"];

let twilio: TwilioStandIn;
let clock: number;
beforeEach(async () => {
  clock = Date.parse("2026-03-01T12:00:00Z");
  twilio = await startTwilioStandIn({ ...ACCOUNT, now: () => new Date(clock) });
});
afterEach(() => twilio.stop());

describe("a message", () => {
  it("is created, fetched and listed", async () => {
    const created = await create(twilio, { Body: "Hello 👋", MediaUrl: "https://m.example/a.jpg" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      status: "queued",
      direction: "outbound-api",
      num_media: "1",
      date_sent: null,
    });
    expect(created.body["date_created"]).toBe("Sun, 01 Mar 2026 12:00:00 +0000");
    await twilio.settled();

    const fetched = await ask(twilio, `/Messages/${String(created.body["sid"])}.json`);
    expect(fetched.body).toMatchObject({ status: "delivered", date_sent: "Sun, 01 Mar 2026 12:00:00 +0000" });
    const listed = await ask(twilio, "/Messages.json");
    expect(listed.body["messages"]).toEqual([fetched.body]);
  });

  it("takes the parameters that Twilio documents", () => {
    // Twilio's client knows one more than its OpenAPI.
    const { properties } = messages.post.requestBody.content["application/x-www-form-urlencoded"].schema;
    expect(Object.keys(CREATE_PARAMETERS).toSorted()).toEqual([...Object.keys(properties), "MessageIntent"].toSorted());
    const query = messages.get.parameters.filter((one: { in: string }) => one.in === "query");
    expect(Object.keys(LIST_PARAMETERS).toSorted()).toEqual(query.map((one: { name: string }) => one.name).toSorted());
  });
});

describe("a message that Twilio would not take", () => {
  it.each<[string, Record<string, string>, number]>([
    ["nobody to send it to", { To: "" }, 21604],
    ["a number that is none", { To: "4155550142" }, 21211],
    ["itself", { To: OURS }, 21266],
    ["nobody to send it", { From: "" }, 21212],
    ["a number that is not ours", { From: "+14155550777" }, 21659],
    ["a service that is not ours", { MessagingServiceSid: `MG${"0".repeat(32)}` }, 21705],
    ["an empty text", { Body: "" }, 21602],
    ["a text too long", { Body: "x".repeat(1601) }, 21617],
    ["a callback that is no address", { StatusCallback: "support.example.com" }, 21609],
    ["a parameter that there is not", { Bdoy: "Hello" }, 20001],
    ["a value that is none", { SmartEncoded: "yes" }, 20001],
  ])("is refused with Twilio's code: %s", async (_name, change, code) => {
    const refused = await create(twilio, change);
    expect(refused).toMatchObject({ status: 400, body: { code, status: 400 } });
    expect(refused.body["more_info"]).toBe(`https://www.twilio.com/docs/errors/${code}`);
    expect(twilio.sent).toEqual([]);
  });

  it("is refused when it says nothing and shows nothing, or comes from nowhere", async () => {
    const to = { To: THEIRS };
    expect((await ask(twilio, "/Messages.json", { form: { ...to, From: OURS } })).body).toMatchObject({ code: 21619 });
    expect((await ask(twilio, "/Messages.json", { form: { ...to, Body: "Hi" } })).body).toMatchObject({ code: 21603 });
    const media = Array.from({ length: 11 }, (_, index) => `https://m.example/${index}.jpg`);
    expect((await create(twilio, { MediaUrl: media })).body).toMatchObject({ code: 21623 });
    expect((await create(twilio, { Body: ["one", "two"] })).body).toMatchObject({ code: 20001 });
  });
});

describe("the door", () => {
  it.each([
    ["no credentials", null],
    ["another token", `${ACCOUNT.accountSid}:guess`],
    ["another account", `ACdeadbeefdeadbeefdeadbeefdeadbeef:${ACCOUNT.authToken}`],
    ["a key that was revoked", "SKdeadbeef:secret"],
  ])("is shut: %s", async (_name, credentials) => {
    const refused = await ask(twilio, "/Messages.json", { credentials });
    expect(refused).toMatchObject({ status: 401, body: { code: 20003, message: "Authenticate", status: 401 } });
  });

  it("opens for an API key", async () => {
    const { key, secret } = ACCOUNT.apiKeys[0];
    expect(await ask(twilio, "/Messages.json", { credentials: `${key}:${secret}` })).toMatchObject({ status: 200 });
  });

  it("leads to messages only, and to those that there are", async () => {
    for (const path of ["/Calls.json", "/Messages", "/Messages/SM1.json", "/Messages/SM1/Media.json"]) {
      expect(await ask(twilio, path)).toMatchObject({ status: 404, body: { code: 20404 } });
    }
  });

  it("does not take in just anything", async () => {
    expect(await create(twilio, { Body: "x".repeat(100_000) })).toMatchObject({ status: 413 });
    expect(twilio.requests).toEqual([]);
  });
});

describe("the list", () => {
  const bodies = (page: { body: Record<string, unknown> }): unknown[] =>
    (page.body["messages"] as { body: string }[]).map(({ body }) => body);

  beforeEach(async () => {
    for (const [index, To] of [THEIRS, THEIRS, "+14155550143", THEIRS, THEIRS].entries()) {
      twilio.planCallbacks(index === 4 ? [] : [{ status: "sent" }]);
      await create(twilio, { To, Body: String(index) });
      await twilio.settled();
      clock += 3_600_000;
    }
  });

  it("begins with the newest", async () => {
    expect(bodies(await ask(twilio, "/Messages.json"))).toEqual(["4", "3", "2", "1", "0"]);
  });

  it.each([
    ["by recipient", `To=${encodeURIComponent(THEIRS)}`, ["4", "3", "1", "0"]],
    ["by sender", "From=%2B14155550777", []],
    ["by time of sending, which the newest has not", "DateSent%3E=2026-03-01T13:00:00Z", ["3", "2", "1"]],
    ["until a time", "DateSent%3C=2026-03-01T13:00:00Z", ["1", "0"]],
    ["until the end of a day", "DateSent%3C=2026-03-01", ["3", "2", "1", "0"]],
    ["from a day on", "DateSent%3E=2026-03-01", ["3", "2", "1", "0"]],
    ["by a time without a zone, which is GMT", "DateSent%3E=2026-03-01 13:00:00.000", ["3", "2", "1"]],
    ["by a time with one", "DateSent%3E=03/01/2026 06:00:00 MST", ["3", "2", "1"]],
    ["by a time as in a letter", "DateSent%3E=Sun, 01 Mar 2026 13:00:00 -0000", ["3", "2", "1"]],
    ["on a day", "DateSent=2026-03-01", ["3", "2", "1", "0"]],
    ["on another day", "DateSent=2026-03-02", []],
  ])("is filtered %s", async (_name, query, expected) => {
    expect(bodies(await ask(twilio, `/Messages.json?${query}`))).toEqual(expected);
  });

  it("comes in pages that do not shift", async () => {
    const first = await ask(twilio, `/Messages.json?PageSize=2&To=${encodeURIComponent(THEIRS)}`);
    await create(twilio, { Body: "in between" });
    const uri = String(first.body["next_page_uri"]);
    const second = await ask(twilio, uri.slice(uri.indexOf("/Messages.json")));
    expect([bodies(first), bodies(second)]).toEqual([
      ["4", "3"],
      ["1", "0"],
    ]);
    expect(second.body["next_page_uri"]).toBeNull();
    expect(second.body["page"]).toBe(1);
  });

  it.each(["Too=1", "PageSize=0", "PageSize=1001", "DateSent=never"])("is strict: %s", async (query) => {
    expect(await ask(twilio, `/Messages.json?${query}`)).toMatchObject({ status: 400, body: { code: 20001 } });
  });
});
