import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RestRequest } from "../../src/standins/twilio/rest-call.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { ACCOUNT, ask, create, OURS, THEIRS } from "../standins/twilio/rest-client.ts";
import { wrongInAnswer, wrongInRequest } from "./check-twilio.ts";
import { type TwilioWatch, watchTwilio } from "./watch-twilio.ts";

const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages`;
const SID = `SM${"a".repeat(32)}`;
const MEDIUM = `ME${"b".repeat(32)}`;

function request(change: Partial<RestRequest> = {}): RestRequest {
  return {
    method: "POST",
    path: `${MESSAGES}.json`,
    query: new URLSearchParams(),
    form: new URLSearchParams(change.method === undefined ? { To: THEIRS, From: OURS, Body: "Hello" } : {}),
    contentType: "application/x-www-form-urlencoded",
    credentials: ["user", "password"],
    ...change,
  };
}

const form = (text: string): RestRequest => request({ form: new URLSearchParams(text) });
const list = (query: string): RestRequest => request({ method: "GET", query: new URLSearchParams(query) });
const get = (path: string): RestRequest => request({ method: "GET", path: MESSAGES + path });

describe("a request that Twilio's OpenAPI describes", () => {
  it.each<[string, RestRequest]>([
    ["a text", request()],
    [
      "media, more than one",
      form("To=%2B14155550142&MediaUrl=https%3A%2F%2Fm.example%2F1&MediaUrl=https%3A%2F%2Fm.example%2F2"),
    ],
    ["one medium", form("To=%2B14155550142&MediaUrl=https%3A%2F%2Fm.example%2F1")],
    ["flags, numbers and words", form("To=%2B14155550142&SmartEncoded=true&ValidityPeriod=60&RiskCheck=disable")],
    ["a filtered list", list("To=%2B14155550142&DateSent%3E=2026-03-01T13:00:00Z&PageSize=200")],
    ["one message", get(`/${SID}.json`)],
    ["the media of a message", get(`/${SID}/Media.json`)],
    ["the content of a medium", get(`/${SID}/Media/${MEDIUM}`)],
    ["deleting a medium", request({ method: "DELETE", path: `${MESSAGES}/${SID}/Media/${MEDIUM}.json` })],
    ["emptying a message", request({ path: `${MESSAGES}/${SID}.json`, form: new URLSearchParams({ Body: "" }) })],
  ])("is found in order: %s [SMSP-1]", (_name, asked) => {
    expect(wrongInRequest(asked)).toEqual([]);
  });
});

describe("a request that it does not describe", () => {
  it.each<[string, RestRequest, RegExp]>([
    ["a misspelt parameter", form("To=%2B14155550142&Bdoy=Hello"), /additional properties \(Bdoy\)/],
    ["nobody to send it to", form("Body=Hello"), /required property 'To'/],
    [
      "a callback that is no address",
      form("To=%2B14155550142&StatusCallback=%2Fstatus"),
      /StatusCallback must match format/,
    ],
    ["media without an address", form("To=%2B14155550142&MediaUrl=a.jpg"), /MediaUrl\/0 must match format/],
    ["a number with spaces", form("To=%2B1%20415%20555%200142"), /To must match format/],
    [
      "a service that is none",
      form("To=%2B14155550142&MessagingServiceSid=MG1"),
      /MessagingServiceSid must match pattern/,
    ],
    ["a flag that is no truth value", form("To=%2B14155550142&SmartEncoded=yes"), /SmartEncoded must be boolean/],
    ["a word that it does not know", form("To=%2B14155550142&RiskCheck=maybe"), /RiskCheck must be equal to one/],
    ["a value given twice", form("To=%2B14155550142&Body=one&Body=two"), /Body must be string/],
    ["JSON", request({ contentType: "application/json" }), /a body of the type application\/json/],
    ["a form in a question", { ...list(""), form: new URLSearchParams("To=1") }, /a body where none belongs/],
    ["a page too large", list("PageSize=1001"), /PageSize must be <= 1000/],
    ["a page that is no number", list("PageSize=many"), /PageSize must be integer/],
    ["a day that is no time", list("DateSent=yesterday"), /DateSent must match format/],
    ["a filter that it does not know", list("Status=sent"), /additional properties \(Status\)/],
    ["a message without an id", get("/SM1.json"), /path\/Sid must match pattern/],
    ["another resource", request({ path: "/2010-04-01/Accounts/AC1/Calls.json" }), /no such operation/],
    ["another way of asking", request({ method: "PUT" }), /no such operation/],
    ["no name and no password", request({ credentials: null }), /no HTTP Basic/],
  ])("is found out: %s [SMSP-1]", (_name, asked, why) => {
    expect(wrongInRequest(asked).join("\n")).toMatch(why);
  });
});

describe("an answer", () => {
  let twilio: TwilioStandIn;
  let watch: TwilioWatch;
  beforeEach(async () => {
    watch = watchTwilio();
    const destination = { publicUrl: "https://support.example.com", target: "http://127.0.0.1:9" };
    twilio = await startTwilioStandIn({ ...ACCOUNT, watch, destination });
  });
  afterEach(() => twilio.stop());

  it("of the stand-in is as Twilio's, refusals included [SMSP-2]", async () => {
    const { body } = await create(twilio, { Body: "Hello 👋", MediaUrl: "https://m.example/a.jpg" });
    await twilio.text({ from: THEIRS, body: "Hi" });
    await ask(twilio, `/Messages/${String(body["sid"])}.json`);
    await ask(twilio, "/Messages.json?PageSize=1");
    await create(twilio, { Body: "" });
    await ask(twilio, `/Messages/${SID}.json`);
    expect(watch.seen()).toBe(5);
    watch.assertFine();
  });

  it("and what is wrong in a request does not pass unseen [SMSP-1]", async () => {
    await create(twilio, { Bdoy: "Hello" });
    expect(() => watch.assertFine()).toThrow("additional properties (Bdoy)");
  });

  it.each<[string, (message: Record<string, unknown>) => void, RegExp]>([
    ["lacks something", (message) => delete message["num_media"], /required property 'num_media'/],
    ["has something more", (message) => (message["colour"] = "red"), /additional properties \(colour\)/],
    ["has a number for a word", (message) => (message["num_media"] = 0), /num_media must be string/],
    [
      "has a time of another kind",
      (message) => (message["date_created"] = new Date().toISOString()),
      /date_created must match/,
    ],
    ["has a status that there is not", (message) => (message["status"] = "lost"), /status must be equal/],
  ])("that %s is found out [SMSP-2]", async (_name, spoil, why) => {
    const { body } = await create(twilio);
    expect(wrongInAnswer(request(), { status: 201, body: JSON.stringify(body) })).toEqual([]);
    spoil(body);
    expect(wrongInAnswer(request(), { status: 201, body: JSON.stringify(body) }).join("\n")).toMatch(why);
  });

  it("with another status, with no JSON, or with an error of another kind is found out [SMSP-2]", () => {
    expect(wrongInAnswer(request(), { status: 202, body: "{}" })).toHaveLength(1);
    expect(wrongInAnswer(request(), { status: 201, body: "OK" })).not.toEqual([]);
    expect(wrongInAnswer(request(), { status: 400, body: '{"error":"no"}' })).not.toEqual([]);
    expect(
      wrongInAnswer(request({ method: "DELETE", path: `${MESSAGES}/${SID}.json` }), { status: 204, body: "{}" }),
    ).toHaveLength(1);
  });
});
