import { startTwilioStandIn, type TwilioStandIn } from "../twilio/start-twilio-stand-in.ts";

/** The outside world of a sandbox: providers that live on this machine. */
export interface Sandbox {
  readonly twilio: TwilioStandIn;
  /** The settings that a real account would give. */
  readonly sms: {
    readonly accountSid: string;
    readonly authTokens: readonly string[];
    readonly phoneNumbers: readonly string[];
    readonly apiKey: null;
    readonly messagingServiceSid: null;
    readonly apiBaseUrl: string;
  };
  stop(): Promise<void>;
}

/** No secrets: they open nothing but the stand-in, and only from this machine. */
const ACCOUNT = {
  accountSid: "AC00000000000000000000000000000000",
  authToken: "the-sandbox-has-no-secrets",
  phoneNumbers: ["+15005550006"],
} as const;

/** `publicUrl`: what webhooks are signed over; `target`: where they really go. */
export async function startSandbox(publicUrl: string, target: string): Promise<Sandbox> {
  const twilio = await startTwilioStandIn({ ...ACCOUNT, destination: { publicUrl, target } });
  const { accountSid, authToken, phoneNumbers } = ACCOUNT;
  return {
    twilio,
    sms: {
      accountSid,
      authTokens: [authToken],
      phoneNumbers,
      apiKey: null,
      messagingServiceSid: null,
      apiBaseUrl: twilio.url,
    },
    stop: () => twilio.stop(),
  };
}
