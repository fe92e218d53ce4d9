import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAskTwilio } from "../../../channels/sms/ask-twilio.ts";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { aPart, CONFIG } from "./sms-case.ts";

const pem = (name: string): string => readFileSync(new URL(`../../fixtures/sms/${name}.pem`, import.meta.url), "utf8");

const trusted = getCACertificates("default");
let server: Server;
let answer: "silence" | "cut" | "yes";
let asked: PromiseWithResolvers<void>;
beforeEach(async () => {
  asked = Promise.withResolvers();
  server = createServer({ key: pem("loopback-key"), cert: pem("loopback-cert") }, (request, response) => {
    asked.resolve();
    if (answer === "cut") request.socket.destroy();
    if (answer === "yes") response.writeHead(201).end(JSON.stringify({ sid: "SM1" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  setDefaultCACertificates(trusted);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function send(signal: AbortSignal): Promise<unknown> {
  const apiBaseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createSmsChannel({ ...CONFIG, apiBaseUrl }, createRecordingHost()).send(aPart(), signal);
}

it("sends over TLS", async () => {
  setDefaultCACertificates([pem("loopback-cert")]);
  answer = "yes";
  expect(await send(AbortSignal.timeout(10_000))).toEqual({ providerId: "SM1" });
});

it("does not know whether a text went out when the connection breaks after the handshake", async () => {
  setDefaultCACertificates([pem("loopback-cert")]);
  answer = "cut";
  await expect(send(AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: "twilio_no_answer", maybeSent: true });
});

it("does not know it either when it is stopped while it waits", async () => {
  setDefaultCACertificates([pem("loopback-cert")]);
  answer = "silence";
  const stopping = new AbortController();
  const failed = expect(send(stopping.signal)).rejects.toMatchObject({ code: "twilio_no_answer", maybeSent: true });
  await asked.promise;
  stopping.abort();
  await failed;
});

it("gives nothing to a server whose certificate is not trusted", async () => {
  answer = "yes";
  await expect(send(AbortSignal.timeout(10_000))).rejects.toMatchObject({
    code: "twilio_unreachable",
    maybeSent: false,
  });
});

it("takes what never became a request for no trouble of the network's, which would hold up all others", async () => {
  const ask = createAskTwilio(CONFIG, 1_000);
  const failed = ask(AbortSignal.timeout(10_000), async (client) => await client.messages.create({} as never));
  await expect(failed).rejects.toMatchObject({ code: "twilio_not_asked", concerns: "part", maybeSent: false });
});
