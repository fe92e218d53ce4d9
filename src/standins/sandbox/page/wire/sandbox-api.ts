import { base64Lines } from "../mail/encode-body.ts";
import type { Person } from "../state/people.ts";

/** What this sandbox is. */
export interface About {
  /** Another one for each process. */
  readonly run: string;
  readonly company: string;
  readonly isModelStandIn: boolean;
  /** Our number, E.164. */
  readonly number: string;
  /** Our mail address. */
  readonly mailbox: string;
  /** The server whose word on the sender of a mail is believed. */
  readonly authservId: string;
}

/** One thing that left, whatever the channel. */
export interface SentItem {
  readonly channel: "sms" | "email";
  /** A number, or addresses, comma-separated. */
  readonly to: string;
  readonly text: string;
  /** Of a mail: its bytes as text; of a text: the parameters of the request to Twilio. */
  readonly raw: unknown;
  readonly at: string;
}

/** Longer than any answer takes; a connection that hangs is none. */
const PATIENCE_MS = 20_000;

export async function readAbout(): Promise<About> {
  return await call<About>("GET", "/sandbox/about");
}

export async function readOutbox(): Promise<readonly SentItem[]> {
  return (await call<{ readonly items: readonly SentItem[] }>("GET", "/sandbox/outbox")).items;
}

/** False: the product did not take it. */
export async function sendText(from: string, body: string, file: File | null): Promise<boolean> {
  const mediaUrl = file === null ? undefined : await dataUrlOf(file);
  const { webhookStatus } = await call<{ readonly webhookStatus: number }>(
    "POST",
    "/sandbox/sms",
    json({ from, body, mediaUrl }),
  );
  return webhookStatus === 200;
}

/** `raw`: RFC 5322, all ASCII. */
export async function sendMail(raw: string): Promise<void> {
  await call("POST", "/sandbox/email", { body: raw, headers: { "Content-Type": "message/rfc822" } });
}

/** What the company's own site would sign for a customer who is signed in there. */
export async function identify({ id, name, address }: Person): Promise<string> {
  const visitor = json({ sub: id, name, email: address });
  return (await call<{ readonly token: string }>("POST", "/sandbox/identity", visitor)).token;
}

/** Signs in to the inbox. */
export async function signIn(): Promise<void> {
  await call("POST", "/sandbox/sign-in");
}

function json(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

async function call<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { method, ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as T;
}

async function dataUrlOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return `data:${file.type || "application/octet-stream"};base64,${base64Lines(bytes).replaceAll("\r\n", "")}`;
}
