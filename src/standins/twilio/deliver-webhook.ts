import { randomUUID } from "node:crypto";
import twilio from "twilio";

/** Twilio gives up on a webhook after 15 s. */
const WEBHOOK_TIMEOUT_MS = 15_000;

export type WebhookForm = Readonly<Record<string, string | readonly string[]>>;

export interface Webhook {
  /** What the signature is over: the address as the outside knows it. */
  readonly publicUrl: string;
  /** Where it is really posted, such as a port on the loopback. */
  readonly target: string;
  readonly form: WebhookForm;
  readonly authToken: string;
  /** Replaces the right signature; null sends none. For forgeries. */
  readonly signature?: string | null;
  /** How often Twilio tries again after a 5xx or no connection (`#rc=…&rp=ct,rt,5xx`). */
  readonly retries?: number;
  readonly signal?: AbortSignal;
}

export interface Delivered {
  /** The last answer's status, or null when nobody answered. */
  readonly status: number | null;
  readonly contentType: string | null;
  readonly body: string;
  readonly attempts: number;
}

/** Posts one webhook as Twilio does, signed. Resolves with the last answer; a failed connection is one without status. */
export async function deliverWebhook(webhook: Webhook): Promise<Delivered> {
  // The same over all tries of one delivery.
  const idempotencyToken = randomUUID();
  const attempts = 1 + (webhook.retries ?? 0);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(webhook, idempotencyToken);
    const isFinal = attempt >= attempts || (answer.status !== null && answer.status < 500);
    if (isFinal) return { ...answer, attempts: attempt };
  }
}

async function post(webhook: Webhook, idempotencyToken: string): Promise<Omit<Delivered, "attempts">> {
  const { publicUrl, target, form, authToken } = webhook;
  const signature =
    webhook.signature === undefined
      ? twilio.getExpectedTwilioSignature(authToken, publicUrl, { ...form })
      : webhook.signature;
  const deadline = AbortSignal.timeout(WEBHOOK_TIMEOUT_MS);
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "user-agent": "TwilioProxy/1.1",
        "i-twilio-idempotency-token": idempotencyToken,
        ...(signature === null ? {} : { "x-twilio-signature": signature }),
      },
      body: encodeForm(form),
      redirect: "manual",
      signal: webhook.signal === undefined ? deadline : AbortSignal.any([deadline, webhook.signal]),
    });
    const body = await response.text();
    return { status: response.status, contentType: response.headers.get("content-type"), body };
  } catch {
    return { status: null, contentType: null, body: "" };
  }
}

/** As Twilio sends it: names that come more than once are repeated. */
export function encodeForm(form: WebhookForm): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of typeof value === "string" ? [value] : value) params.append(name, one);
  }
  return params.toString();
}
