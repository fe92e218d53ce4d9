/** What the settings say about the SMS channel. */
export interface SmsConfig {
  /** What the outside calls us, such as `https://support.example.com`: Twilio signs its requests over it. */
  readonly publicUrl: string;
  readonly accountSid: string;
  /** One, or two while the token is being rotated: each verifies webhooks. */
  readonly authTokens: readonly string[];
  /** Our numbers, E.164. */
  readonly phoneNumbers: readonly string[];
  /** Used for REST calls in place of the token. */
  readonly apiKey: { readonly key: string; readonly secret: string } | null;
  readonly messagingServiceSid: string | null;
  /** Whether media are deleted at Twilio once they are here. */
  readonly deletesMedia: boolean;
  /** Where Twilio's REST API is, such as `https://api.twilio.com`. */
  readonly apiBaseUrl: string;
}

/** The paths that Twilio calls. Both are configured there, so they never change. */
export const INBOUND_PATH = "/channels/sms/inbound";
export const STATUS_PATH = "/channels/sms/status";

/** Nobody calls it: what we read from Twilio's list is stored under it, as what webhooks bring is under theirs. */
export const LISTED_PATH = "/channels/sms/listed";

/** The public address of one of our paths, as Twilio knows it. */
export function publicAddress(config: Pick<SmsConfig, "publicUrl">, pathAndQuery: string): string {
  return config.publicUrl.replace(/\/+$/, "") + pathAndQuery;
}
