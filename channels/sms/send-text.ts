import { type OutboundPart, providerId, SendError, type Sent } from "../../src/contract/index.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import { lasting, withLinks } from "./link-lines.ts";
import { MAX_BODY_LENGTH } from "./render.ts";
import { publicAddress, type SmsConfig, STATUS_PATH } from "./sms-config.ts";
import { toSendError } from "./to-send-error.ts";

/**
 * Refusals of a text for what goes with it: an address of a file that Twilio cannot use, a number of ours that has no MMS,
 * too many files, no way for MMS between the two numbers, a type it does not take.
 */
const MEDIA_REFUSALS: ReadonlySet<string> = new Set(
  [21620, 21621, 21622, 21623, 21612, 12300].map((code) => `twilio_${code}`),
);

/**
 * Hands one text to Twilio, and its files as media. Twilio has no idempotency key, so nothing is tried twice here but what
 * it refused because of the media, and so did not create: then links go in their place. @throws {SendError}
 */
export async function sendText(
  part: OutboundPart,
  signal: AbortSignal,
  config: SmsConfig,
  ask: AskTwilio,
): Promise<Sent> {
  const { text, files } = part;
  if (files.length === 0) return await create(text, [], part, signal, config, ask);
  try {
    const media = files.map(({ url }) => url);
    return await create(text, media, part, signal, config, ask);
  } catch (error) {
    const linked = withLinks(text, lasting(files));
    if (!isAboutMedia(error) || linked.length > MAX_BODY_LENGTH) throw error;
    return await create(linked, [], part, signal, config, ask);
  }
}

function isAboutMedia(error: unknown): boolean {
  return error instanceof SendError && !error.maybeSent && MEDIA_REFUSALS.has(error.code);
}

async function create(
  body: string,
  mediaUrl: string[],
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
      ...(body !== "" && { body }),
      ...(mediaUrl.length > 0 && { mediaUrl }),
      // Our tag comes back with every callback, so that one which overtakes Twilio's answer finds its part.
      statusCallback: publicAddress(config, `${STATUS_PATH}?m=${encodeURIComponent(part.id)}`),
    }),
  );
  if (typeof message.sid !== "string" || message.sid === "") {
    throw toSendError({ kind: "unreadable", cause: new Error("Twilio's answer has no sid") });
  }
  return { providerId: providerId(message.sid) };
}
