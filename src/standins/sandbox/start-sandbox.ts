import { type MailStandIn, startMailStandIn } from "../mail/start-mail-stand-in.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../twilio/start-twilio-stand-in.ts";

/** The outside world of a sandbox: providers that live on this machine. */
export interface Sandbox {
  readonly twilio: TwilioStandIn;
  readonly mail: MailStandIn;
  /** The settings that a real account would give. */
  readonly sms: {
    readonly accountSid: string;
    readonly authTokens: readonly string[];
    readonly phoneNumbers: readonly string[];
    readonly apiKey: null;
    readonly messagingServiceSid: null;
    readonly deletesMedia: false;
    readonly apiBaseUrl: string;
  };
  /** The settings that a real mailbox would give. */
  readonly email: {
    readonly addresses: readonly string[];
    readonly imapUrl: string;
    readonly smtpUrl: string;
    readonly importDays: 0;
    readonly isFresh: true;
    readonly authservId: string;
  };
  stop(): Promise<void>;
}

/** No secrets: they open nothing but the stand-ins, and only from this machine. */
const ACCOUNT = {
  accountSid: "AC00000000000000000000000000000000",
  authToken: "the-sandbox-has-no-secrets",
  phoneNumbers: ["+15005550006"],
} as const;
const MAILBOX = {
  user: "support@sandbox.example",
  password: "the-sandbox-has-no-secrets",
  addresses: ["support@sandbox.example"],
} as const;
/** The server that receives the sandbox's mail, as far as Authentication-Results say. */
const AUTHSERV_ID = "mx.sandbox.example";

/** `publicUrl`: what webhooks are signed over; `target`: where they really go. */
export async function startSandbox(publicUrl: string, target: string): Promise<Sandbox> {
  const twilio = await startTwilioStandIn({ ...ACCOUNT, destination: { publicUrl, target } });
  const mail = await startMailStandIn(MAILBOX);
  const { accountSid, authToken, phoneNumbers } = ACCOUNT;
  const { imapUrl, smtpUrl } = mail;
  return {
    twilio,
    mail,
    sms: {
      accountSid,
      authTokens: [authToken],
      phoneNumbers,
      apiKey: null,
      messagingServiceSid: null,
      deletesMedia: false,
      apiBaseUrl: twilio.url,
    },
    email: { addresses: MAILBOX.addresses, imapUrl, smtpUrl, importDays: 0, isFresh: true, authservId: AUTHSERV_ID },
    async stop() {
      await twilio.stop();
      await mail.stop();
    },
  };
}
