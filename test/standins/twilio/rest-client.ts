import type { TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";

export const OURS = "+14155550100";
export const THEIRS = "+14155550142";

export const ACCOUNT = {
  accountSid: "ACc0ffee00c0ffee00c0ffee00c0ffee00",
  authToken: "7ab1e000000000000000000000000001",
  phoneNumbers: [OURS, "+14155550101"],
  apiKeys: [{ key: "SK5ec0de005ec0de005ec0de005ec0de00", secret: "ap1-s3cret" }],
} as const;

type Form = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** One request below the account, a POST when there is a form. */
export async function ask(
  twilio: TwilioStandIn,
  path: string,
  {
    form,
    credentials = `${ACCOUNT.accountSid}:${ACCOUNT.authToken}`,
    signal,
  }: { readonly form?: Form; readonly credentials?: string | null; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(form ?? {})) {
    for (const one of typeof value === "string" ? [value] : value) params.append(name, one);
  }
  const response = await fetch(`${twilio.url}/2010-04-01/Accounts/${ACCOUNT.accountSid}${path}`, {
    method: form === undefined ? "GET" : "POST",
    headers: credentials === null ? {} : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    ...(form === undefined ? {} : { body: params }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith("{") ? JSON.parse(text) : { text },
  };
}

/** Creates a message, an ordinary one but for the change. */
export function create(twilio: TwilioStandIn, change: Form = {}, signal?: AbortSignal): Promise<Answer> {
  const form = { To: THEIRS, From: OURS, Body: "Hello", ...change };
  return ask(twilio, "/Messages.json", signal === undefined ? { form } : { form, signal });
}
