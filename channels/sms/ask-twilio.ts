import twilio from "twilio";
import { SendError } from "../../src/contract/index.ts";
import type { SmsConfig } from "./sms-config.ts";
import { toSendError } from "./to-send-error.ts";
import { TwilioCall } from "./twilio-call.ts";

export type TwilioClient = ReturnType<typeof twilio>;

/** Asks Twilio's REST API one question, within a deadline. @throws {SendError} and nothing else. */
export type AskTwilio = <Answer>(
  signal: AbortSignal,
  question: (client: TwilioClient) => Promise<Answer>,
) => Promise<Answer>;

export function createAskTwilio(config: SmsConfig, timeoutMs: number): AskTwilio {
  const credentials = credentialsOf(config);
  return async (signal, question) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    for (const [index, [username, password]] of credentials.entries()) {
      const call = new TwilioCall(config.apiBaseUrl, deadline);
      try {
        if (signal.aborted) throw signal.reason;
        return await question(twilio(username, password, { accountSid: config.accountSid, httpClient: call }));
      } catch (error) {
        // During a rotation one token is not valid yet, or no longer. Twilio does nothing for a stranger, so the next
        // one may ask the same.
        if (call.answer?.status === 401 && index < credentials.length - 1) continue;
        throw asSendError(error, call, signal);
      }
    }
    throw new TypeError("The SMS channel has no credentials");
  };
}

/** A name and its password, for HTTP Basic. */
export type Credentials = readonly [username: string, password: string];

/** What Twilio may know us by, the likeliest first. */
export function credentialsOf(config: Pick<SmsConfig, "apiKey" | "accountSid" | "authTokens">): readonly Credentials[] {
  if (config.apiKey !== null) return [[config.apiKey.key, config.apiKey.secret]];
  return config.authTokens.map((token) => [config.accountSid, token]);
}

function asSendError(error: unknown, call: TwilioCall, signal: AbortSignal): SendError {
  if (error instanceof SendError) return error;
  const { begun, answer, connected } = call;
  if (!begun && !signal.aborted) return toSendError({ kind: "not_asked", cause: error });
  if (answer === null) {
    if (connected) return toSendError({ kind: "no_answer", cause: error });
    return toSendError(signal.aborted ? { kind: "aborted" } : { kind: "unreachable", cause: error });
  }
  if (answer.status >= 200 && answer.status < 300) return toSendError({ kind: "unreadable", cause: error });
  return toSendError({ kind: "refused", status: answer.status, code: codeOf(error), retryAfter: answer.retryAfter });
}

/** Twilio's code, in both of its client's exceptions. Its words stay behind: they repeat the customer's number. */
function codeOf(error: unknown): number | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "number" && code > 0 ? code : null;
}
