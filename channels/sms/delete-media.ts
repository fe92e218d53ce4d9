import { MediaError, SendError } from "../../src/contract/index.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import type { SmsConfig } from "./sms-config.ts";

const MEDIUM = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\/(\w+)\/Media\/(\w+)$/;

/** Twilio has it no more: deleted by an earlier attempt, whose answer got lost, or by somebody else. */
const GONE: ReadonlySet<string> = new Set(["twilio_20404", "twilio_http_404"]);

/**
 * Has Twilio delete its copy of a medium, the `MediaUrl` of a webhook.
 * https://www.twilio.com/docs/messaging/api/media-resource#delete-a-media-resource
 * @throws {MediaError}
 */
export async function deleteMedia(
  reference: string,
  signal: AbortSignal,
  { accountSid }: Pick<SmsConfig, "accountSid">,
  ask: AskTwilio,
): Promise<void> {
  const [, account, message, medium] = MEDIUM.exec(URL.parse(reference)?.pathname ?? "") ?? [];
  if (account !== accountSid || message === undefined || medium === undefined)
    throw new MediaError("The file is not one of our account at Twilio, so it was not deleted there.", {
      retryable: false,
    });
  try {
    await ask(signal, (client) => client.messages(message).media(medium).remove());
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    if (GONE.has(error.code)) return;
    const retryable = error.retryable || error.maybeSent;
    throw new MediaError(`Twilio did not delete the file (${error.code}).`, { retryable, cause: error });
  }
}
