import { MediaError, SendError } from "../../src/contract/index.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import { twilioRoute } from "./media-address.ts";
import type { SmsConfig } from "./sms-config.ts";

/** Behind the path of `TWILIO_API_BASE_URL`, where that has one. */
const MEDIUM = /\/2010-04-01\/Accounts\/(\w+)\/Messages\/(\w+)\/Media\/(\w+)$/;

/**
 * Has Twilio delete its copy of a medium, the `MediaUrl` of a webhook.
 * https://www.twilio.com/docs/messaging/api/media-resource#delete-a-media-resource
 * @throws {MediaError}
 */
export async function deleteMedia(
  reference: string,
  signal: AbortSignal,
  config: Pick<SmsConfig, "accountSid" | "apiBaseUrl">,
  ask: AskTwilio,
): Promise<void> {
  const { message, medium } = nameOf(reference, config);
  try {
    await ask(signal, (client) => client.messages(message).media(medium).remove());
  } catch (error) {
    // Gone by an earlier attempt whose answer got lost, unless Twilio still describes it: then a later one may delete it.
    if (
      saysGone(error) &&
      (await isGone(() => ask(signal, (client) => client.messages(message).media(medium).fetch())))
    )
      return;
    throw toMediaError(error);
  }
}

function nameOf(reference: string, config: Pick<SmsConfig, "accountSid" | "apiBaseUrl">) {
  const { url, lookup } = twilioRoute(reference, config);
  const [, account, message, medium] = MEDIUM.exec(url.pathname) ?? [];
  // Only the REST API that is configured is asked to delete.
  if (lookup !== null || account !== config.accountSid || message === undefined || medium === undefined)
    throw new MediaError("The file is not one of our account at this Twilio, so it was not deleted there.", {
      retryable: false,
    });
  return { message, medium };
}

/** Twilio's own word for what it does not have, which no proxy before it uses. */
const saysGone = (error: unknown): boolean => error instanceof SendError && error.code === "twilio_20404";

async function isGone(look: () => Promise<unknown>): Promise<boolean> {
  return await look().then(
    () => false,
    (error: unknown) => saysGone(error),
  );
}

/** Whatever the reason was, it may be another one later: a text that is not settled yet, a key that may not delete. */
function toMediaError(error: unknown): MediaError {
  const code = error instanceof SendError ? error.code : "unexpected";
  return new MediaError(`Twilio did not delete the file (${code}).`, { retryable: true, cause: error });
}
