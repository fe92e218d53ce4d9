import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import twilioClient from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { ACCOUNT, ask, create, OURS, THEIRS } from "./rest-client.ts";

const PUBLIC_URL = "https://support.example.com";
const SERVICE = "MG5e41ce005e41ce005e41ce005e41ce00";

interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Record<string, string>;
}

/** Takes webhooks and answers with the next of these statuses, 200 when none is left. */
async function startProduct() {
  const seen: Seen[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const done = text(request).then((body) => {
      const form = Object.fromEntries(new URLSearchParams(body));
      seen.push({ url: request.url ?? "", headers: request.headers, form });
      return response.writeHead(statuses.shift() ?? 200).end();
    });
    done.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));
  return { seen, statuses, target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

let twilio: TwilioStandIn;
let product: Awaited<ReturnType<typeof startProduct>>;
beforeEach(async () => {
  product = await startProduct();
  twilio = await startTwilioStandIn({
    ...ACCOUNT,
    messagingServiceSid: SERVICE,
    destination: { publicUrl: `${PUBLIC_URL}/`, target: product.target },
  });
});
afterEach(async () => {
  await twilio.stop();
  await product.stop();
});

const isSigned = ({ url, headers, form }: Seen): boolean =>
  twilioClient.validateRequest(ACCOUNT.authToken, String(headers["x-twilio-signature"]), PUBLIC_URL + url, form);

describe("a text from a phone", () => {
  it("is posted to the real address and signed for the public one", async () => {
    const { sid, status } = await twilio.text({ from: THEIRS, body: "Grüße 👋" });
    expect(status).toBe(200);
    const [request] = product.seen;
    expect(isSigned(request!)).toBe(true);
    expect(request).toMatchObject({
      url: "/channels/sms/inbound",
      form: { MessageSid: sid, From: THEIRS, To: OURS, Body: "Grüße 👋", NumMedia: "0", MessagingServiceSid: SERVICE },
    });
  });

  it("may have media, a sid and fields of its own", async () => {
    await twilio.text({ from: THEIRS, to: ACCOUNT.phoneNumbers[1], body: "", mediaUrl: "https://m.example/x.png?y" });
    await twilio.text({ from: THEIRS, body: "ALTO", sid: "SM1", extra: { OptOutType: "STOP", Body: "changed" } });
    expect(product.seen.map(({ form }) => form)).toMatchObject(
      [
        { To: ACCOUNT.phoneNumbers[1], NumMedia: "1", MediaContentType0: "image/png", MessageSid: /^MM/ },
        { MessageSid: "SM1", OptOutType: "STOP", Body: "changed" },
      ].map((form) => ({ ...form, MessageSid: expect.stringMatching(form.MessageSid) })),
    );
    expect(product.seen.every(isSigned)).toBe(true);
  });

  it("is tried again as often as asked, as the same delivery", async () => {
    product.statuses.push(500, 503);
    expect(await twilio.text({ from: THEIRS, body: "Hi", retries: 5 })).toMatchObject({ status: 200, attempts: 3 });
    const tokens = product.seen.map(({ headers }) => headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(1);
    expect(new Set(product.seen.map(({ form }) => form["MessageSid"])).size).toBe(1);
  });

  it("is given up on when it is refused, or nobody is there", async () => {
    product.statuses.push(403);
    expect(await twilio.text({ from: THEIRS, body: "Hi", retries: 5 })).toMatchObject({ status: 403, attempts: 1 });
    twilio.pointAt({ publicUrl: PUBLIC_URL, target: "http://127.0.0.1:9" });
    expect(await twilio.text({ from: THEIRS, body: "Hi", retries: 2 })).toMatchObject({ status: null, attempts: 3 });
  });

  it("needs to know where to", async () => {
    const lost = await startTwilioStandIn(ACCOUNT);
    await expect(lost.text({ from: THEIRS, body: "Hi" })).rejects.toThrow("pointAt");
    await lost.stop();
  });
});

describe("a text by way of the Messaging Service", () => {
  it("is accepted first, and is nobody's until the service has chosen [SMSP-2]", async () => {
    twilio.planCallbacks([]);
    const created = await ask(twilio, "/Messages.json", {
      form: { To: THEIRS, MessagingServiceSid: SERVICE, Body: "Hello" },
    });
    expect(created).toMatchObject({ status: 201, body: { status: "accepted", from: null, num_segments: "0" } });
    const sid = String(created.body["sid"]);
    await twilio.report(sid, { status: "queued" });
    const chosen = await ask(twilio, `/Messages/${sid}.json`);
    expect(chosen.body).toMatchObject({
      status: "queued",
      from: OURS,
      num_segments: "1",
      messaging_service_sid: SERVICE,
    });
  });

  it("is whose it says from the beginning when it says so [SMSP-2]", async () => {
    expect((await create(twilio, { MessagingServiceSid: SERVICE })).body).toMatchObject({
      status: "accepted",
      from: OURS,
    });
  });
});

describe("STOP and START", () => {
  it("are obeyed for all numbers of the service, and confirmed once by Twilio itself", async () => {
    await twilio.text({ from: THEIRS, body: "stop " });
    await twilio.text({ from: THEIRS, body: "STOP" });
    for (const From of ACCOUNT.phoneNumbers) {
      expect((await create(twilio, { From })).body).toMatchObject({ code: 21610 });
    }
    expect(await create(twilio, { To: "+14155550143" })).toMatchObject({ status: 201 });
    const { body } = await ask(twilio, `/Messages.json?To=${encodeURIComponent(THEIRS)}`);
    expect(body["messages"]).toMatchObject([{ direction: "outbound-reply", to: THEIRS }]);
    expect(twilio.sent).toHaveLength(1);

    await twilio.text({ from: THEIRS, body: "START" });
    expect(await create(twilio)).toMatchObject({ status: 201 });
  });
});

describe("status callbacks", () => {
  const StatusCallback = `${PUBLIC_URL}/channels/sms/status?m=7`;
  const statuses = () => product.seen.map(({ form }) => form["MessageStatus"]);

  it("follow the usual life of a text, signed", async () => {
    const { body } = await create(twilio, { StatusCallback });
    await twilio.settled();
    expect(statuses()).toEqual(["queued", "sent", "delivered"]);
    expect(product.seen.every(isSigned)).toBe(true);
    expect(product.seen[2]).toMatchObject({
      url: "/channels/sms/status?m=7",
      form: { MessageSid: body["sid"], To: THEIRS, From: OURS, RawDlrDoneDate: expect.stringMatching(/^\d{10}$/) },
    });
    expect(twilio.callbacks.map(({ step, status }) => [step.status, status])).toEqual([
      ["queued", 200],
      ["sent", 200],
      ["delivered", 200],
    ]);
  });

  it("follow a plan, out of order and twice if it says so", async () => {
    twilio.planCallbacks([{ status: "delivered" }, { status: "sent" }, { status: "undelivered", errorCode: 30003 }]);
    const { body } = await create(twilio, { StatusCallback });
    await twilio.settled();
    await twilio.report(String(body["sid"]), { status: "delivered" });
    expect(statuses()).toEqual(["delivered", "sent", "undelivered", "delivered"]);
    expect(product.seen[2]!.form["ErrorCode"]).toBe("30003");
  });

  it("overtake the answer when the plan says so", async () => {
    twilio.planCallbacks([{ status: "sent" }], { beforeAnswer: true });
    await create(twilio, { StatusCallback });
    expect(statuses()).toEqual(["sent"]);
  });

  it("come also when the answer was lost", async () => {
    twilio.fail({ kind: "drop", created: true });
    await expect(create(twilio, { StatusCallback })).rejects.toThrow("fetch failed");
    await twilio.settled();
    expect(statuses()).toEqual(["queued", "sent", "delivered"]);
  });

  it("do not come unasked, nor for a text that there is not", async () => {
    const { body } = await create(twilio);
    await twilio.settled();
    expect(await twilio.report(String(body["sid"]), { status: "read" })).toBeNull();
    expect(product.seen).toEqual([]);
    await expect(twilio.report("SM1", { status: "sent" })).rejects.toThrow("no such text");
  });
});

it("forgets the oldest of more than a thousand", async () => {
  twilio.planCallbacks([]);
  for (let index = 0; index < 1003; index += 1) await create(twilio, { Body: String(index) });
  expect(twilio.sent).toHaveLength(1000);
  expect(twilio.sent[0]!.body).toBe("3");
  expect(twilio.requests).toHaveLength(1000);
});
