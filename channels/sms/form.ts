import { PayloadError } from "../../src/contract/index.ts";

/** The parameters of a form. A name that comes more than once has all its values: Twilio signs over all of them. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Ours. Twilio sends some forty, and three for each medium. */
const MAX_PARAMETERS = 1000;

/** Whether a body has more parameters than any request of Twilio's, told without taking it apart. */
export function hasTooMany(body: Uint8Array): boolean {
  let separators = 0;
  for (const byte of body) if (byte === 0x26) separators += 1;
  return separators >= MAX_PARAMETERS;
}

/** Reads `application/x-www-form-urlencoded`. Every byte string is some form, so this never fails. */
export function parseForm(body: Uint8Array): Form {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString("utf8"))) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  // `fromEntries` makes own properties even of names such as `__proto__`.
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]));
}

/** The first value of a parameter, or null when it is missing or blank. */
export function field(form: Form, name: string): string | null {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  const first = typeof value === "string" ? value : value?.[0];
  return first === undefined || first.trim() === "" ? null : first;
}

/** Older names of the same id come with it. https://www.twilio.com/docs/messaging/guides/webhook-request */
const SID_NAMES = ["MessageSid", "SmsSid", "SmsMessageSid"];
/** Looser than `SM` and 32 digits, which Twilio may change, and short enough for an index. */
const SID = /^[\w-]{1,64}$/;

export const isSid = (text: string): boolean => SID.test(text);

/** By which Twilio calls the message, or null when there is nothing that can be an id. */
export function sidOf(form: Form): string | null {
  return SID_NAMES.map((name) => field(form, name)).find((sid) => sid !== null && isSid(sid)) ?? null;
}

/** What became of a text that we sent, in Twilio's word; null: it does not say. */
export function statusOf(form: Form): string | null {
  return field(form, "MessageStatus") ?? field(form, "SmsStatus");
}

/** @throws {PayloadError} when there is no id. */
export function requiredSid(form: Form): string {
  const sid = sidOf(form);
  if (sid === null) throw new PayloadError("Twilio's request has no MessageSid");
  return sid;
}

/** @throws {PayloadError} when the parameter is missing or blank. */
export function requiredField(form: Form, name: string): string {
  const value = field(form, name);
  if (value === null) throw new PayloadError(`Twilio's request has no ${name}`);
  return value;
}
