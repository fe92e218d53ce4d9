import type { Capabilities, ChannelHost, SendingAdapter } from "../../src/contract/index.ts";
import { createAccountTrouble } from "./account-trouble.ts";
import { createAskTwilio } from "./ask-twilio.ts";
import { consentSenders } from "./consent-senders.ts";
import { createRoutes } from "./create-routes.ts";
import { deleteMedia } from "./delete-media.ts";
import { fetchMedia } from "./fetch-media.ts";
import { findSent } from "./find-sent.ts";
import { interpret } from "./interpret.ts";
import { createReconciler, RECONCILE_TIMING, type ReconcileTiming } from "./reconcile.ts";
import { MAX_BODY_LENGTH, render } from "./render.ts";
import { sizeOf } from "./segments.ts";
import { sendText } from "./send-text.ts";
import type { SmsConfig } from "./sms-config.ts";
import { REMARK_CODES } from "./twilio-errors.ts";

/** How long a call of Twilio's REST API may take, connecting and reading included, ms. */
const CALL_TIMEOUT_MS = 10_000;

export const SMS_CAPABILITIES: Capabilities = {
  maxTextLength: MAX_BODY_LENGTH,
  maxAnswerLength: 320,
  markup: "plain",
  voice: "sms",
  burst: { quietMs: 2000, atMostMs: 6000 },
  partGapMs: 1000,
  patienceMs: 90_000,
  answersWithinMs: 12 * 3_600_000,
  envelope: false,
  live: false,
  hidesMachines: true,
  findsSent: true,
  authenticates: false,
  fetchesMedia: true,
  renders: true,
  measures: true,
};

/** For tests, which cannot wait as long as a phone company may. */
export interface SmsTiming {
  readonly callTimeoutMs?: number;
  readonly reconcile?: ReconcileTiming;
}

/** Texts by way of Twilio. */
export function createSmsChannel(
  config: SmsConfig,
  host: ChannelHost,
  { callTimeoutMs = CALL_TIMEOUT_MS, reconcile = RECONCILE_TIMING }: SmsTiming = {},
): SendingAdapter {
  const ask = createAskTwilio(config, callTimeoutMs);
  const trouble = createAccountTrouble();
  const reconciler = createReconciler({ phoneNumbers: config.phoneNumbers, ask, host, trouble, timing: reconcile });
  let receiving = false;

  return {
    channel: "sms",
    capabilities: SMS_CAPABILITIES,
    routes: createRoutes(config, () => receiving, host),
    async start() {
      receiving = true;
      reconciler.start();
    },
    async stop() {
      receiving = false;
      await reconciler.stop();
    },
    interpret: (raw) => interpret(raw, config),
    async send(part, signal) {
      const sent = await trouble.watch(part.from, sendText(part, signal, config, ask));
      trouble.taken(part.from);
      return sent;
    },
    fetchMedia: (reference, signal) => fetchMedia(reference, signal, config),
    ...(config.deletesMedia && { deleteMedia: (reference, signal) => deleteMedia(reference, signal, config, ask) }),
    render,
    measure: sizeOf,
    findSent: (part, signal) => trouble.watch(part.from, findSent(part, signal, ask)),
    consentSenders: (ours) => consentSenders(ours, config.messagingServiceSid !== null, config),
    health: () => trouble.health(),
    remarkCodes: REMARK_CODES,
  };
}
