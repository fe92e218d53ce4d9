import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Calls, Fault } from "../../../src/standins/twilio/fault.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import type { Weather } from "../../../src/standins/twilio/weather.ts";
import { ACCOUNT, ask, create, THEIRS } from "./rest-client.ts";

const PUBLIC_URL = "https://support.example.com";
const StatusCallback = `${PUBLIC_URL}/channels/sms/status?m=7`;
const FAIR: Weather = { fault: () => null, copies: () => [0], isEarly: () => false };

/** What was posted, by the status or the text in it. */
let seen: string[];
let twilio: TwilioStandIn;
let stop: () => Promise<unknown>;
beforeEach(async () => {
  seen = [];
  const server = createServer((request, response) => {
    const done = text(request).then((body) => {
      const form = new URLSearchParams(body);
      seen.push(form.get("MessageStatus") ?? form.get("Body") ?? "");
      return response.end();
    });
    done.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => new Promise((resolve) => server.close(resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  twilio = await startTwilioStandIn({ ...ACCOUNT, destination: { publicUrl: PUBLIC_URL, target } });
});
afterEach(async () => {
  await twilio.stop();
  await stop();
});

describe("weather", () => {
  it("doubles webhooks, and delays them so that others overtake them", async () => {
    const copies = [[200], [0, 0], [0]];
    twilio.weather({ ...FAIR, copies: () => copies.shift() ?? [0] });
    await create(twilio, { StatusCallback });
    await twilio.settled();
    expect(seen.toSorted()).toEqual(["delivered", "queued", "sent", "sent"]);
    expect(seen.at(-1)).toBe("queued");
    expect(twilio.callbacks).toHaveLength(3);
  });

  it("loses them, and then nobody has answered", async () => {
    twilio.weather({ ...FAIR, copies: () => [] });
    expect(await twilio.text({ from: THEIRS, body: "Hi" })).toMatchObject({ status: null, attempts: 0 });
    twilio.weather(null);
    expect(await twilio.text({ from: THEIRS, body: "Hi again" })).toMatchObject({ status: 200, attempts: 1 });
    expect(seen).toEqual(["Hi again"]);
  });

  it("has news overtake the answer", async () => {
    twilio.weather({ ...FAIR, isEarly: () => true });
    await create(twilio, { StatusCallback });
    expect(seen.toSorted()).toEqual(["delivered", "queued", "sent"]);
  });

  it("spoils calls, each kind by itself, when no fault waits in line", async () => {
    const faults: Record<Calls, Fault[]> = {
      create: [{ kind: "server_error", status: 502, created: true }],
      read: [{ kind: "rate_limited" }],
      history: [],
      media_list: [],
      media_delete: [],
    };
    twilio.weather({ ...FAIR, fault: (calls) => faults[calls].shift() ?? null });
    twilio.fail({ kind: "server_error", status: 500 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await create(twilio)).status);
    for (let call = 0; call < 2; call += 1) statuses.push((await ask(twilio, "/Messages.json")).status);
    expect(statuses).toEqual([500, 502, 201, 429, 200]);
    expect(twilio.sent).toHaveLength(2);
  });

  it("is fair again after a reset", async () => {
    twilio.weather({ ...FAIR, fault: () => ({ kind: "rate_limited" }) });
    twilio.reset();
    expect((await create(twilio)).status).toBe(201);
  });
});
