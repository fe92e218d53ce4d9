import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import { parseForm } from "../../../channels/sms/form.ts";
import type { SmsConfig } from "../../../channels/sms/sms-config.ts";
import {
  address,
  type ChannelHost,
  type Interpretation,
  type OutboundPart,
  threadKey,
} from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import type {
  ChannelCase,
  Handover,
  MediaBench,
  ProviderBench,
  Recorded,
  SendingBench,
} from "../../contract/channel-case.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { watchTwilio } from "../../openapi/watch-twilio.ts";
import { sendFailures } from "./send-failures.ts";

/** Also the account of the recorded payloads. */
export const ACCOUNT = {
  accountSid: "ACc0ffee00c0ffee00c0ffee00c0ffee00",
  authToken: "7ab1e000000000000000000000000001",
  apiKey: { key: "SK5ec0de005ec0de005ec0de005ec0de00", secret: "ap1-s3cret" },
  messagingServiceSid: "MG5e41ce005e41ce005e41ce005e41ce00",
  phoneNumbers: ["+14155550100", "+14155550101"],
} as const;

export const CUSTOMER = "+14155550142";

export const CONFIG: SmsConfig = {
  publicUrl: "https://support.example.com",
  accountSid: ACCOUNT.accountSid,
  authTokens: [ACCOUNT.authToken],
  phoneNumbers: ACCOUNT.phoneNumbers,
  apiKey: null,
  messagingServiceSid: ACCOUNT.messagingServiceSid,
  deletesMedia: false,
  apiBaseUrl: "http://127.0.0.1:9",
};

/** Long enough for a busy machine, short enough for a test that waits for it. */
export const CALL_TIMEOUT_MS = 1000;

export interface RecordedForm extends Recorded {
  /** Path and query. */
  readonly url: string;
  readonly body: string;
}

const RECORDED: readonly RecordedForm[] = [...load("recorded"), ...load("torn")];

function load(folder: string): RecordedForm[] {
  const files = new URL(`../../fixtures/sms/${folder}/`, import.meta.url);
  return readdirSync(files).map((file) => {
    const { url, body, says } = JSON.parse(readFileSync(new URL(file, files), "utf8")) as {
      url: string;
      body: string;
      says: Interpretation | null;
    };
    return { name: file.replace(/\.json$/, ""), url, body, says };
  });
}

/** A request as Twilio makes it, or as somebody else does, with another signature. */
export function requestOf({ url, body }: Pick<RecordedForm, "url" | "body">, signature = sign(url, body)) {
  return {
    url,
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
    },
    body: Buffer.from(body, "utf8"),
  };
}

export function sign(url: string, body: string, token: string = ACCOUNT.authToken): string | null {
  return twilio.getExpectedTwilioSignature(token, CONFIG.publicUrl + url, { ...parseForm(Buffer.from(body)) });
}

export function aPart(text = "Hello, how can we help?"): OutboundPart {
  return {
    id: randomUUID(),
    threadKey: threadKey(`${ACCOUNT.phoneNumbers[0]}/${CUSTOMER}`),
    from: address(ACCOUNT.phoneNumbers[0]),
    to: address(CUSTOMER),
    text,
    files: [],
    author: "assistant",
    envelope: null,
    at: new Date(),
    firstAttemptAt: new Date(),
  };
}

/** The least that is a picture: by its first bytes, which tell. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const SMS_CASE: ChannelCase<SendingBench> = { channel: "sms", recorded: RECORDED, open };

/** What somebody who is not Twilio may put into the signature of a request that looks like Twilio's. */
const FORGERIES: readonly (readonly [name: string, forge: (form: RecordedForm) => string | null])[] = [
  ["no signature", () => null],
  ["an empty signature", () => ""],
  ["another token", ({ url, body }) => sign(url, body, "guess")],
  ["another text", ({ url, body }) => sign(url, `${body}!`)],
  ["another address", ({ url, body }) => sign(`${url}?x`, body)],
];

async function open(host: ChannelHost): Promise<SendingBench> {
  const watch = watchTwilio();
  const standIn = await startTwilioStandIn({ ...ACCOUNT, watch });
  const adapter = createSmsChannel({ ...CONFIG, apiBaseUrl: standIn.url }, host, { callTimeoutMs: CALL_TIMEOUT_MS });
  const product = await serveRoutes(adapter.routes);
  standIn.pointAt({ publicUrl: CONFIG.publicUrl, target: product.url });

  const bait = await startBait();
  const signatures = new Set<string>();
  const handOver = async (recorded: Recorded, forge?: (form: RecordedForm) => string | null): Promise<Handover> => {
    const form = RECORDED.find(({ name }) => name === recorded.name)!;
    const request = forge === undefined ? requestOf(form) : requestOf(form, forge(form));
    signatures.add(request.headers["x-twilio-signature"] || ACCOUNT.authToken);
    const route = adapter.routes.find(({ path }) => path === form.url.split("?")[0])!;
    const answer = await route.handle(request).catch(() => ({ status: 503 }));
    if (answer.status < 300) return "taken";
    return answer.status < 500 ? "refused" : "not_taken";
  };
  return {
    adapter,
    provider: providerBench(standIn),
    secrets: () => [
      ...signatures,
      ACCOUNT.authToken,
      ...[CUSTOMER, ...ACCOUNT.phoneNumbers].map((number) => number.slice(1)),
      "help?",
      "parcel",
      "1042",
      "subscription",
    ],
    handOver: (recorded) => handOver(recorded),
    handOverAgain: (recorded) => handOver(recorded),
    forgeries: FORGERIES.map(([name, forge]) => ({ name, handOver: (recorded) => handOver(recorded, forge) })),
    withNews: (raw) => ({
      ...raw,
      body: Buffer.concat([raw.body, Buffer.from("&FieldOfTomorrow=1&FieldOfTomorrow=2")]),
    }),
    part: aPart,
    media: mediaBench(standIn, bait),
    async close() {
      await standIn.stop();
      await bait.stop();
      await product.stop();
      watch.assertFine();
    },
  };
}

function providerBench(standIn: TwilioStandIn): ProviderBench {
  return {
    arrived: () => standIn.sent.map(({ sid }) => sid),
    loseNextAnswer: () => standIn.fail({ kind: "silence", created: true }),
    loseNextRequest: () => standIn.fail({ kind: "silence" }),
    failNextLookup: () => standIn.fail({ kind: "server_error", status: 503 }, { on: "read" }),
    holdNext: () => standIn.hold(),
    settled: () => standIn.settled(),
    failures: sendFailures(standIn),
  };
}

function mediaBench(standIn: TwilioStandIn, bait: Bait): MediaBench {
  return {
    async sendFile() {
      await standIn.text({ from: CUSTOMER, body: "", media: [{ contentType: "image/png", content: PICTURE }] });
      return { contentType: "image/png", content: PICTURE };
    },
    foreign: [
      bait.url,
      bait.url.replace("//", `//${ACCOUNT.accountSid}:${ACCOUNT.authToken}@`),
      "https://api.twilio.com.example.com/2010-04-01/Media",
      "http://api.twilio.com/2010-04-01/Media",
      "https://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
      "not an address",
    ],
    askedElsewhere: bait.asked,
    failures: [
      { name: "not there yet", arrange: () => standIn.failMedia({ kind: "status", status: 404 }), retryable: true },
      { name: "an error", arrange: () => standIn.failMedia({ kind: "status", status: 503 }), retryable: true },
      { name: "gone", arrange: () => standIn.failMedia({ kind: "status", status: 410 }), retryable: false },
      { name: "cut off", arrange: () => standIn.failMedia({ kind: "cut" }), retryable: true },
      { name: "without end", arrange: () => standIn.failMedia({ kind: "endless" }), retryable: false },
      { name: "elsewhere", arrange: () => standIn.failMedia({ kind: "redirect", to: bait.url }), retryable: false },
    ],
    holdNext: () => standIn.holdMedia(),
  };
}

interface Bait {
  readonly url: string;
  asked(): number;
  stop(): Promise<void>;
}

/** A server that nobody may ask. */
async function startBait(): Promise<Bait> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end("secret");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked: () => asked,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
