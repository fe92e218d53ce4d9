import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { watchTwilio } from "../../openapi/watch-twilio.ts";
import { ACCOUNT, ask, THEIRS } from "./rest-client.ts";

const PHOTO = { contentType: "image/jpeg", content: Buffer.from("the photo") };
const CARD = { contentType: "text/x-vcard", content: Buffer.from("BEGIN:VCARD") };
const BASIC = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString("base64")}`;

let twilio: TwilioStandIn;
let watch: ReturnType<typeof watchTwilio>;
let product: ReturnType<typeof createServer>;
let forms: Record<string, string>[];
beforeEach(async () => {
  forms = [];
  product = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      forms.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
      response.end();
    });
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  const target = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  watch = watchTwilio();
  twilio = await startTwilioStandIn({ ...ACCOUNT, watch, destination: { publicUrl: target, target } });
});
afterEach(async () => {
  await twilio.stop();
  await new Promise((resolve) => product.close(resolve));
});

/** A text with two files, and the webhook that told of it. */
async function withFiles() {
  const { sid } = await twilio.text({ from: THEIRS, body: "", media: [PHOTO, CARD] });
  return { sid, form: forms[0] as Record<string, string> };
}

const get = (url: string, authorization?: string) =>
  fetch(url, { redirect: "manual", headers: authorization === undefined ? {} : { authorization } });

describe("files that a phone sends", () => {
  it("are named in the webhook, and handed out by way of the store [MMSI-3]", async () => {
    const { sid, form } = await withFiles();
    expect(sid).toMatch(/^MM/);
    expect(form).toMatchObject({ NumMedia: "2", MediaContentType0: "image/jpeg", MediaContentType1: "text/x-vcard" });
    expect(form["MediaUrl0"]).toMatch(
      new RegExp(`/Accounts/${ACCOUNT.accountSid}/Messages/${sid}/Media/ME[0-9a-f]{32}$`),
    );
    expect((await get(form["MediaUrl0"] ?? "")).status).toBe(401);
    const redirect = await get(form["MediaUrl0"] ?? "", BASIC);
    expect(redirect.status).toBe(307);
    const store = redirect.headers.get("location") ?? "";
    const file = await get(store);
    expect(file.headers.get("content-type")).toBe("image/jpeg");
    expect(await file.text()).toBe("the photo");
    // As S3 does.
    expect((await get(store, BASIC)).status).toBe(400);
    expect(twilio.storeRequests.map(({ hasCredentials }) => hasCredentials)).toEqual([false, true]);
    expect((await get(`${store}x`)).status).toBe(403);
  });

  it("are described, listed and deleted as Twilio's OpenAPI has it [SMSP-2]", async () => {
    const { sid, form } = await withFiles();
    const list = await ask(twilio, `/Messages/${sid}/Media.json`);
    const media = list.body["media_list"] as { sid: string; content_type: string; uri: string }[];
    expect(media.map(({ content_type }) => content_type)).toEqual(["image/jpeg", "text/x-vcard"]);
    expect(media.map(({ uri }) => `${twilio.url}${uri}`)).toEqual([
      `${form["MediaUrl0"]}.json`,
      `${form["MediaUrl1"]}.json`,
    ]);
    const paged = await ask(twilio, `/Messages/${sid}/Media.json?PageSize=1&Page=1`);
    expect(paged.body).toMatchObject({ media_list: [media[1]], next_page_uri: null, start: 1, end: 1 });
    const described = await ask(twilio, `/Messages/${sid}/Media/${media[0]?.sid}.json`);
    expect(described.body).toEqual(media[0]);

    const deleted = await fetch(`${form["MediaUrl0"]}.json`, { method: "DELETE", headers: { authorization: BASIC } });
    expect(deleted.status).toBe(204);
    expect((await get(form["MediaUrl0"] ?? "", BASIC)).status).toBe(404);
    expect((await ask(twilio, `/Messages/${sid}/Media.json`)).body["media_list"]).toEqual([media[1]]);
    watch.assertFine();
  });

  it("are nobody else's [MMSI-3]", async () => {
    const { form } = await withFiles();
    const other = (form["MediaUrl0"] ?? "").replace(/Messages\/MM/, "Messages/SM");
    expect((await get(other, BASIC)).status).toBe(404);
    const stranger = (form["MediaUrl0"] ?? "").replace(ACCOUNT.accountSid, `AC${"0".repeat(32)}`);
    expect((await get(stranger, BASIC)).status).toBe(404);
  });

  it("are to be had when what was to go wrong has gone wrong [MMSI-7]", async () => {
    const { form } = await withFiles();
    const url = form["MediaUrl0"] ?? "";
    twilio.failMedia({ kind: "status", status: 404 }, 2);
    twilio.failMedia({ kind: "redirect", to: "http://169.254.169.254/" });
    const statuses: (number | string | null)[] = [];
    for (let n = 0; n < 4; n += 1) {
      const { status, headers } = await get(url, BASIC);
      statuses.push(status === 307 ? new URL(headers.get("location") ?? "").host : status);
    }
    expect(statuses).toEqual([404, 404, "169.254.169.254", new URL(twilio.url).host]);
    const store = (await get(url, BASIC)).headers.get("location") ?? "";
    twilio.failMedia({ kind: "cut" });
    await expect(get(store).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    twilio.failMedia({ kind: "length", bytes: 100 });
    await expect(get(store).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    twilio.failMedia({ kind: "drip", everyMs: 1 });
    expect(await (await get(store)).text()).toBe("the photo");
  });
});
