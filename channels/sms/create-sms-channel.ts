import {
  type Capabilities,
  type ChannelAdapter,
  type ChannelHealth,
  type ChannelHost,
  SendError,
} from "../../src/contract/index.ts";
import { createAskTwilio } from "./ask-twilio.ts";
import { createRoutes } from "./create-routes.ts";
import { findSent } from "./find-sent.ts";
import { interpret } from "./interpret.ts";
import { sendText } from "./send-text.ts";
import type { SmsConfig } from "./sms-config.ts";
import { isAboutUs } from "./to-send-error.ts";

/** How long a call of Twilio's REST API may take, connecting and reading included, ms. */
const CALL_TIMEOUT_MS = 10_000;

const CAPABILITIES: Capabilities = {
  // Twilio refuses longer bodies with error 21617.
  maxTextLength: 1600,
  markup: "plain",
  voice: "sms",
  burst: { quietMs: 2000, atMostMs: 6000 },
  patienceMs: 90_000,
  findsSent: true,
  authenticates: false,
};

/** Texts by way of Twilio. `callTimeoutMs` is for tests, which cannot wait as long as a phone company may. */
export function createSmsChannel(
  config: SmsConfig,
  host: ChannelHost,
  { callTimeoutMs = CALL_TIMEOUT_MS }: { readonly callTimeoutMs?: number } = {},
): ChannelAdapter {
  const ask = createAskTwilio(config, callTimeoutMs);
  let receiving = false;
  let health: ChannelHealth = { ok: true };

  return {
    channel: "sms",
    capabilities: CAPABILITIES,
    routes: createRoutes(config, () => receiving, host),
    async start() {
      receiving = true;
    },
    async stop() {
      receiving = false;
    },
    interpret: (raw) => interpret(raw, config),
    async send(part, signal) {
      try {
        const sent = await sendText(part, signal, config, ask);
        health = { ok: true };
        return sent;
      } catch (error) {
        if (error instanceof SendError) health = healthAfter(error) ?? health;
        throw error;
      }
    },
    findSent: (part, signal) => findSent(part, signal, ask),
    health: () => health,
  };
}

/** A refusal that is about this one text comes from a Twilio that knows us. Null: nothing new about the channel. */
function healthAfter(error: SendError): ChannelHealth | null {
  if (isAboutUs(error)) return { ok: false, why: error.message };
  return error.retryable ? null : { ok: true };
}
