import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAskTwilio } from "../../../channels/sms/ask-twilio.ts";
import { deleteMedia } from "../../../channels/sms/delete-media.ts";
import type { SmsConfig } from "../../../channels/sms/sms-config.ts";
import { MediaError } from "../../../src/contract/index.ts";
import type { Fault } from "../../../src/standins/twilio/fault.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { watchTwilio } from "../../openapi/watch-twilio.ts";
import { ACCOUNT, CONFIG, CUSTOMER } from "./sms-case.ts";

const PHOTO = { contentType: "image/jpeg", content: Buffer.from("\xff\xd8\xff\xe0\0\x10JFIF\0", "latin1") };
const { accountSid } = ACCOUNT;

const watch = watchTwilio();
let twilio: TwilioStandIn;
let nobody: Awaited<ReturnType<typeof serveRoutes>>;
/** Of two files of one text. */
let references: string[];
beforeAll(async () => {
  twilio = await startTwilioStandIn({ ...ACCOUNT, watch });
  nobody = await serveRoutes([]);
  twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: nobody.url });
});
afterAll(async () => {
  await twilio.stop();
  await nobody.stop();
});
beforeEach(async () => {
  await twilio.text({ from: CUSTOMER, body: "", media: [PHOTO, PHOTO] });
  references = twilio.media.map(
    ({ messageSid, sid }) => `${twilio.url}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${sid}`,
  );
});
afterEach(() => {
  twilio.reset();
  watch.assertFine();
});

async function deleted(reference: string, change: Partial<SmsConfig> = {}): Promise<unknown> {
  const config = { ...CONFIG, apiBaseUrl: twilio.url, ...change };
  const ask = createAskTwilio(config, 500);
  return await deleteMedia(reference, new AbortController().signal, config, ask).catch((error: unknown) => error);
}

describe("Twilio's copy of a file [MMSI-11]", () => {
  it("is deleted, and no other", async () => {
    expect(await deleted(references[0] ?? "")).toBeUndefined();
    expect(twilio.media.map(({ sid }) => references[1]?.endsWith(sid))).toEqual([true]);
    expect(twilio.requests.at(-1)).toMatchObject({ method: "DELETE", path: expect.stringMatching(/\.json$/) });
  });

  it("is deleted when it is gone", async () => {
    await deleted(references[0] ?? "");
    expect(await deleted(references[0] ?? "")).toBeUndefined();
  });

  it("is deleted with the second token while the first one is not valid yet", async () => {
    expect(await deleted(references[0] ?? "", { authTokens: ["new", ACCOUNT.authToken] })).toBeUndefined();
    expect(twilio.media).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ["a fault of Twilio's", { kind: "server_error", status: 503 }],
    ["an answer that got lost", { kind: "drop", created: true }],
    ["no answer", { kind: "silence" }],
    ["too many requests", { kind: "rate_limited" }],
    ["a key that may not", { kind: "unauthorized" }],
    ["a text that is not settled", { kind: "refused", code: 20009, status: 409 }],
    ["a file that is there and cannot be found yet", { kind: "refused", code: 20404, status: 404 }],
  ])("is tried again after %s", async (_name, fault) => {
    twilio.fail(fault, { on: "media_delete" });
    const error = await deleted(references[0] ?? "");
    expect(error).toBeInstanceOf(MediaError);
    expect(error).toMatchObject({ retryable: true });
    expect(String((error as Error).message)).not.toMatch(/\+1|ME\w{32}/);
    expect(await deleted(references[0] ?? "")).toBeUndefined();
    expect(twilio.media).toHaveLength(1);
  });

  it("is not called deleted by somebody who is not Twilio", async () => {
    const error = await deleted(references[0] ?? "", { apiBaseUrl: nobody.url });
    expect(error).toMatchObject({ name: "MediaError" });
    const listed = (references[0] ?? "").replace(twilio.url, nobody.url);
    expect(await deleted(listed, { apiBaseUrl: nobody.url })).toMatchObject({ name: "MediaError", retryable: true });
  });

  it("is found also behind a base URL with a path, and by the name that webhooks use", async () => {
    const listed = (references[0] ?? "").replace(twilio.url, `${nobody.url}/twilio`);
    expect(await deleted(listed, { apiBaseUrl: `${nobody.url}/twilio` })).toMatchObject({ retryable: true });
    const named = (references[0] ?? "").replace(twilio.url, "https://api.twilio.com");
    expect(await deleted(named)).toBeUndefined();
  });

  it.each([
    ["at another Twilio", (reference: string) => reference.replace(twilio.url, "https://api.ie1.twilio.com")],
    ["at somebody else's", (reference: string) => reference.replace(twilio.url, "https://files.example.com")],
    ["another account's", (reference: string) => reference.replace(accountSid, `AC${"9".repeat(32)}`)],
    ["no file's", (reference: string) => reference.replace(/\/Media\/.*/, "")],
    ["no address at all", () => "what?"],
  ])("is never asked for by an address that is %s", async (_name, changed) => {
    const before = twilio.requests.length;
    expect(await deleted(changed(references[0] ?? ""))).toMatchObject({ name: "MediaError", retryable: false });
    expect(twilio.requests).toHaveLength(before);
  });
});
