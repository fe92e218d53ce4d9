import { type OutboundPart, providerId, type Sent } from "../../src/contract/index.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import { publicAddress, type SmsConfig, STATUS_PATH } from "./sms-config.ts";
import { toSendError } from "./to-send-error.ts";

/** Hands one text to Twilio. It has no idempotency key, so nothing is tried twice here. @throws {SendError} */
export async function sendText(
  part: OutboundPart,
  signal: AbortSignal,
  config: SmsConfig,
  ask: AskTwilio,
): Promise<Sent> {
  const message = await ask(signal, (client) =>
    client.messages.create({
      to: part.to,
      // The number that the customer wrote to, also within a Messaging Service, which would choose any of its pool.
      from: part.from,
      ...(config.messagingServiceSid === null ? {} : { messagingServiceSid: config.messagingServiceSid }),
      body: part.text,
      // Our tag comes back with every callback, so that one which overtakes Twilio's answer finds its part.
      statusCallback: publicAddress(config, `${STATUS_PATH}?m=${encodeURIComponent(part.id)}`),
    }),
  );
  if (typeof message.sid !== "string" || message.sid === "") {
    throw toSendError({ kind: "unreadable", cause: new Error("Twilio's answer has no sid") });
  }
  return { providerId: providerId(message.sid) };
}
