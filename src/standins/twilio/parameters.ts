import { type Refusal, refuse } from "./refusal.ts";

/** What a parameter's values look like. */
type Kind = RegExp | "text" | "list";

const ANY = "text";
const BOOLEAN = /^(true|false)$/;
const INTEGER = /^\d+$/;
const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const sid = (prefix: string): RegExp => new RegExp(`^${prefix}[0-9a-fA-F]{32}$`);

/** The parameters of CreateMessage in Twilio's OpenAPI (api/v2010), all of them, and the one its client adds. */
export const CREATE_PARAMETERS: Readonly<Record<string, Kind>> = {
  To: ANY,
  From: ANY,
  Body: ANY,
  MediaUrl: "list",
  StatusCallback: ANY,
  MessagingServiceSid: sid("MG"),
  ApplicationSid: sid("AP"),
  ContentSid: sid("HX"),
  ContentVariables: ANY,
  PersistentAction: "list",
  MaxPrice: /^[\d.]+$/,
  ProvideFeedback: BOOLEAN,
  Attempt: INTEGER,
  ValidityPeriod: INTEGER,
  ForceDelivery: BOOLEAN,
  ContentRetention: /^(retain|discard)$/,
  AddressRetention: /^(retain|obfuscate)$/,
  SmartEncoded: BOOLEAN,
  TrafficType: /^free$/,
  ShortenUrls: BOOLEAN,
  ScheduleType: /^fixed$/,
  SendAt: TIME,
  SendAsMms: BOOLEAN,
  MessageIntent: ANY,
  RiskCheck: /^(enable|disable)$/,
  FallbackFrom: ANY,
};

/** The query parameters of ListMessage. */
export const LIST_PARAMETERS: Readonly<Record<string, Kind>> = {
  To: ANY,
  From: ANY,
  DateSent: ANY,
  "DateSent<": ANY,
  "DateSent>": ANY,
  PageSize: /^([1-9]\d{0,2}|1000)$/,
  Page: INTEGER,
  PageToken: ANY,
};

/**
 * What is wrong with the form of a request, or null. Stricter than Twilio, which overlooks names it does not know: a
 * misspelt one would then go unnoticed until a customer notices.
 */
export function checkParameters(given: URLSearchParams, known: Readonly<Record<string, Kind>>): Refusal | null {
  for (const name of new Set(given.keys())) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) return refuse(20001, 400, `${name} is not a parameter`);
    const values = given.getAll(name);
    if (kind !== "list" && values.length > 1) return refuse(20001, 400, `${name} is given more than once`);
    if (kind instanceof RegExp && !values.every((value) => kind.test(value))) return refuse(20001, 400, name);
  }
  return null;
}
