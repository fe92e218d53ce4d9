import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import { PayloadError, type SendingAdapter } from "../../../src/contract/index.ts";
import { createRecordingHost, type RecordingHost, stored } from "../../contract/recording-host.ts";
import { ACCOUNT, CONFIG, CUSTOMER, requestOf, sign } from "./sms-case.ts";

const INBOUND = "/channels/sms/inbound";
const [OURS] = ACCOUNT.phoneNumbers;

let host: RecordingHost;
let sms: SendingAdapter;
beforeEach(async () => {
  host = createRecordingHost();
  sms = createSmsChannel(CONFIG, host);
  await sms.start();
  return () => sms.stop();
});

function call(url: string, body: string | Uint8Array, signature?: string | null) {
  const route = sms.routes.find(({ path }) => path === url.split("?")[0])!;
  const text = Buffer.from(body).toString("utf8");
  const request = requestOf({ url, body: text }, signature === undefined ? sign(url, text) : signature);
  return route.handle({ ...request, body: Buffer.from(body) });
}

/** What the store can hold of it: no NUL in texts and JSON, and an id that fits an index. */
function expectStorable(): void {
  for (const { externalId, contentType, meta } of host.accepted) {
    expect(externalId).toMatch(/^[\w:-]{1,110}$/);
    expect(JSON.stringify([contentType, meta])).not.toContain("\\u0000");
  }
}

/** Also that of which nothing can be made: then the row is a dead letter. */
async function meaning() {
  return Promise.all(
    host.accepted.map(async (raw) => {
      try {
        return await sms.interpret(stored(raw, "sms"));
      } catch (error) {
        expect(error).toBeInstanceOf(PayloadError);
        return null;
      }
    }),
  );
}

const NAMES = (
  "MessageSid SmsSid SmsMessageSid AccountSid MessagingServiceSid From To Body NumMedia MediaUrl0 MediaContentType0 " +
  "Latitude Longitude Label Address OptOutType ButtonText MessageStatus SmsStatus ErrorCode __proto__ constructor "
).split(" ");
const value = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("", " ", "\0", "SM1", CUSTOMER, OURS, ACCOUNT.messagingServiceSid, "rcs:+14155550142", "rcs:agent"),
  fc.constantFrom("STOP", "delivered", "-1", "99999999999999999999", "x".repeat(5_000), "\u202e\u200b", "whatsapp:+1"),
);
const field = fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 10 })), value);
/** Percent signs that mean nothing, and bytes that are no UTF-8, are left as they are. */
const mangled = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const encode = (fields: readonly (readonly [string, string])[]): Buffer =>
  Buffer.from(
    new URLSearchParams(fields.map(([name, text]): [string, string] => [name, text.toWellFormed()])).toString(),
  );
/** What makes a text of it, unless something of the same name stands before it. */
const TEXT = [["MessageSid", "SM1"] as const, ["From", CUSTOMER] as const, ["To", OURS] as const];
const form = fc
  .tuple(fc.array(field, { maxLength: 12 }), fc.boolean())
  .map(([fields, isText]) => encode(isText ? [...fields, ...TEXT] : fields));
const body = fc.oneof(
  { weight: 4, arbitrary: form },
  mangled,
  fc.tuple(form, mangled).map((parts) => Buffer.concat(parts)),
);
const url = fc
  .tuple(fc.constantFrom(INBOUND, "/channels/sms/status"), fc.webQueryParameters(), fc.boolean())
  .map(([path, query, hasQuery]) => (hasQuery ? `${path}?${query}` : path));

describe("anything at all", () => {
  it("that is signed is stored, and is a message, news or a dead letter [SMSW-1]", async () => {
    await fc.assert(
      fc.asyncProperty(url, body, async (path, bytes) => {
        const before = host.accepted.length;
        expect((await call(path, bytes)).status).toBe(200);
        expect(host.accepted.length).toBe(before + 1);
        expect(Buffer.from(host.accepted.at(-1)!.body).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 400 },
    );
    expectStorable();
    const said = await meaning();
    expect(said.some((one) => one !== null && one.messages.length > 0)).toBe(true);
    expect(said.some((one) => one === null)).toBe(true);
    for (const { messages, consents } of said.filter((one) => one !== null)) {
      for (const message of messages) {
        const texts = [message.text, message.fullText, message.threadKey, message.from.address, message.to];
        expect(JSON.stringify(texts)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(message.from.address.length).toBeLessThanOrEqual(100);
      }
      expect(consents.every(({ theirAddress }) => theirAddress.length <= 100)).toBe(true);
    }
  });

  it("that is not signed is refused, and nothing is stored [SMSW-1]", async () => {
    const signature = fc.oneof(
      fc.constant(null),
      fc.string({ maxLength: 60 }),
      fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    );
    await fc.assert(
      fc.asyncProperty(url, body, signature, async (path, bytes, forged) => {
        expect((await call(path, bytes, forged)).status).toBe(403);
      }),
      { numRuns: 300 },
    );
    expect(host.accepted).toEqual([]);
  });
});

describe("a signed request", () => {
  const texted = (fields: Record<string, string>) =>
    new URLSearchParams({ From: CUSTOMER, To: OURS, ...fields }).toString();
  const only = async () => (await meaning())[0]?.messages[0];

  it.each(["MessageSid", "SmsSid", "SmsMessageSid"])("has its id in %s, too [SMSW-4]", async (name) => {
    await call(INBOUND, texted({ [name]: "SM00000000000000000000000000000042", Body: "Hi" }));
    expect(host.accepted).toMatchObject([{ externalId: "SM00000000000000000000000000000042" }]);
    expect(await only()).toMatchObject({ externalId: "SM00000000000000000000000000000042", text: "Hi" });
  });

  it.each([
    ["with a NUL", "SM\0"],
    ["longer than an index takes", "S".repeat(3_000)],
    ["of blanks", "  "],
    ["of another alphabet", "СМ1"],
  ])("has no id that is one %s [SMSW-4]", async (_name, sid) => {
    expect((await call(INBOUND, texted({ MessageSid: sid, Body: "Hi" }))).status).toBe(200);
    await call("/channels/sms/status", texted({ MessageSid: "SM1", MessageStatus: sid }));
    expect(host.accepted.map(({ externalId }) => externalId)).toEqual([
      expect.stringMatching(/^unknown:/),
      expect.stringMatching(/^unknown:/),
    ]);
  });

  it("is taken by its first value when a parameter comes twice [SMSW-4]", async () => {
    await call(INBOUND, `${texted({ MessageSid: "SM1", Body: "Hi" })}&MessageSid=SM2&Body=Ho`);
    expect(await only()).toMatchObject({ externalId: "SM1", text: "Hi" });
  });

  it.each([
    ["no Body", {}, ""],
    ["only blanks", { Body: " \n " }, " \n "],
    ["NUL in it", { Body: "a\0b" }, "ab"],
    [
      "a button that was tapped",
      { Body: "", ButtonText: "Yes, cancel it", ButtonPayload: "cancel:1" },
      "Yes, cancel it",
    ],
    ["10,000 characters", { Body: "é".repeat(10_000) }, "é".repeat(10_000)],
    ["a reaction", { Body: "Liked “Your parcel is on its way”" }, "Liked “Your parcel is on its way”"],
  ] as [string, Record<string, string>, string][])("is a text with %s [SMSW-1]", async (_name, fields, text) => {
    expect((await call(INBOUND, texted({ MessageSid: "SM1", ...fields }))).status).toBe(200);
    expect(await only()).toMatchObject({ text, fullText: text });
  });

  it.each(["\0", "+1415\u0000", "x".repeat(5_000), "\u202e", "two\nlines"])(
    "from %j is from nobody who could be stored, and is a dead letter [SMSW-1]",
    async (sender) => {
      expect((await call(INBOUND, texted({ MessageSid: "SM1", From: sender, Body: "Hi" }))).status).toBe(200);
      expect(await meaning()).toEqual([null]);
    },
  );

  it("with more parameters than Twilio has is none of Twilio's", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `P${index}=1`).join("&");
    expect((await call(INBOUND, many(1_000))).status).toBe(200);
    expect((await call(INBOUND, many(1_001))).status).toBe(403);
  });

  it("of another account is taken by the number it was sent to: the token is what proves it", async () => {
    await call(INBOUND, texted({ MessageSid: "SM1", AccountSid: `AC${"9".repeat(32)}`, Body: "Hi" }));
    expect(await only()).toMatchObject({ to: OURS, text: "Hi" });
  });

  it("may be JSON, whose hash is in the query, and is a dead letter [SMSW-1]", async () => {
    const json = '{"MessageSid":"SM1"}';
    const hash = createHash("sha256").update(json).digest("hex");
    const path = `${INBOUND}?bodySHA256=${hash}`;
    const request = { ...requestOf({ url: path, body: "" }), body: Buffer.from(json) };
    const [route] = sms.routes;
    const headers = { ...request.headers, "content-type": "application/json" };
    expect((await route!.handle({ ...request, headers })).status).toBe(200);
    expect((await route!.handle({ ...request, headers, body: Buffer.from("{}") })).status).toBe(403);
    expect(await meaning()).toEqual([null]);
  });
});
