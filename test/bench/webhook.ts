import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import twilio from "twilio";
import { encodeForm, type WebhookForm } from "../../src/standins/twilio/deliver-webhook.ts";
import { until } from "../harness/until.ts";
import { ACCOUNT, type BenchProduct, OUR_NUMBER } from "./bench-product.ts";
import { type Figure, percentile } from "./figures.ts";
import type { Answered, Call, Calls } from "./webhook-caller.ts";

const PER_SECOND = 50;
const TEXTS = 1_000;
const BURST = 500;
const WARM_UP = 40;
const GOAL_MS = "50";
/** For what came in to be answered. */
const ENOUGH_MS = 300_000;

/**
 * How long webhooks wait for their acknowledgement while everything behind them is overloaded: more texts than are answered
 * in the same time, each from a new number. Open loop: the next one comes by the clock, whatever became of the last.
 */
export async function measureWebhooks(product: BenchProduct): Promise<Figure[]> {
  const { twilio: standIn } = product;
  await workOff(product, "+1554", WARM_UP, PER_SECOND);
  const steady = await workOff(product, "+1556", TEXTS, PER_SECOND);
  // Before the stand-in forgets them.
  const sids = standIn.sent.map(({ sid, statusCallback }) => ({ sid, url: statusCallback ?? "" }));
  const callbacks = await answered({
    calls: sids.map(({ sid, url }) => signed(url, statusForm(sid))),
    perSecond: PER_SECOND,
  });
  const burst = await workOff(product, "+1557", BURST, null);
  return [
    ...acks(
      "text",
      steady,
      `${TEXTS} texts at ${PER_SECOND}/s, each from a new number, all answered meanwhile`,
      GOAL_MS,
    ),
    { name: "event loop delay, p99", value: steady.delayP99Ms, unit: "ms", on: "the product, meanwhile" },
    { name: "CPU a text", value: steady.cpuMs / TEXTS, unit: "ms", on: "the product's process, all threads" },
    { name: "unanswered at the last text", value: steady.backlog, unit: "", on: `of ${TEXTS}` },
    { name: "worked off after", value: steady.workedOffMs, unit: "ms", on: "the last text" },
    ...acks("callback", callbacks, `${sids.length} status callbacks at ${PER_SECOND}/s`, GOAL_MS),
    ...acks("text of a burst", burst, `${BURST} texts at once, each from a new number`),
    { name: "a burst worked off after", value: burst.workedOffMs, unit: "ms", on: "its last acknowledgement" },
  ];
}

/** `goal`: what is promised at that rate. */
function acks(what: string, { ackMs, lateP99Ms, refused }: Answered, on: string, goal?: string): Figure[] {
  const name = `${what} to acknowledgement`;
  return [
    { name: `${name}, p50`, value: percentile(ackMs, 0.5), unit: "ms", on },
    { name: `${name}, p99`, value: percentile(ackMs, 0.99), unit: "ms", ...(goal && { goal }), on },
    {
      name: `${name}, worst`,
      value: Math.max(...ackMs),
      unit: "ms",
      on: `the caller was ${lateP99Ms.toFixed(1)} ms late`,
    },
    { name: `${name}, none`, value: refused, unit: "", goal: "0", on },
  ];
}

interface WorkedOff extends Answered {
  readonly backlog: number;
  readonly workedOffMs: number;
  /** Of the product, from the first text until all were answered. */
  readonly cpuMs: number;
  /** While they came in. */
  readonly delayP99Ms: number;
}

async function workOff(
  { twilio: standIn, url, usage }: BenchProduct,
  prefix: string,
  count: number,
  perSecond: number | null,
): Promise<WorkedOff> {
  standIn.reset();
  const before = await usage();
  const calls = Array.from({ length: count }, (_, n) =>
    signed(`${url}/channels/sms/inbound`, textForm(`${prefix}${1_000_000 + n}`)),
  );
  const acknowledged = await answered({ calls, perSecond });
  const began = performance.now();
  const backlog = count - standIn.sent.length;
  const { delayP99Ms } = await usage();
  await until("all answers", () => standIn.sent.length >= count, ENOUGH_MS);
  const workedOffMs = performance.now() - began;
  const after = await usage();
  return { ...acknowledged, backlog, workedOffMs, delayP99Ms, cpuMs: after.cpuMs - before.cpuMs };
}

async function answered(calls: Calls): Promise<Answered> {
  const caller = new Worker(new URL("webhook-caller.ts", import.meta.url), { workerData: calls });
  const [answer] = await once(caller, "message");
  return answer as Answered;
}

function signed(url: string, form: WebhookForm): Call {
  return {
    url,
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(ACCOUNT.authToken, url, { ...form }),
    },
    body: encodeForm(form),
  };
}

/** The fields of an incoming text. https://www.twilio.com/docs/messaging/guides/webhook-request */
function textForm(from: string): WebhookForm {
  const sid = `SM${randomBytes(16).toString("hex")}`;
  return {
    ...aboutText(sid, from, OUR_NUMBER),
    SmsStatus: "received",
    Body: "What does the Pro plan cost?",
    NumMedia: "0",
    NumSegments: "1",
    FromCountry: "US",
    ToCountry: "US",
  };
}

/** A status that a text has not had yet, so that none of them is a duplicate. */
function statusForm(sid: string): WebhookForm {
  return { ...aboutText(sid, OUR_NUMBER, "+15556666666"), MessageStatus: "read", SmsStatus: "read" };
}

function aboutText(sid: string, From: string, To: string): WebhookForm {
  const { accountSid: AccountSid } = ACCOUNT;
  return { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid, ApiVersion: "2010-04-01", From, To };
}
