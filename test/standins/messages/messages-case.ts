import Anthropic from "@anthropic-ai/sdk";
import { afterEach } from "vitest";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import {
  type MessagesStandIn,
  type MessagesStandInOptions,
  startMessagesStandIn,
} from "../../../src/standins/messages/start-messages-stand-in.ts";

const running: MessagesStandIn[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

/** A stand-in that lives as long as the test, answering "Hello." to what is not scripted. */
export async function standInFor(options: MessagesStandInOptions = {}): Promise<MessagesStandIn> {
  const standIn = await startMessagesStandIn({ brain: () => reply(text("Hello.")), ...options });
  running.push(standIn);
  return standIn;
}

/** The real SDK, which tries nothing again unless it is told to. */
export function clientOf(standIn: MessagesStandIn, maxRetries = 0): Anthropic {
  return new Anthropic({ apiKey: "test", authToken: null, baseURL: standIn.url, maxRetries, logLevel: "off" });
}

/** A request that any model takes. */
export const HELLO = {
  model: "claude-sonnet-5-5",
  max_tokens: 1_000,
  messages: [{ role: "user", content: "Hello" }],
} satisfies Anthropic.MessageCreateParams;

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly type?: string;
    readonly error?: { type: string; message: string };
    readonly request_id?: string;
  };
}

const HEADERS = { "content-type": "application/json", "anthropic-version": "2026-10-21", "x-api-key": "test" };

/** Sends a body as it is, for what the SDK's types do not allow. */
export async function post(
  standIn: MessagesStandIn,
  body: unknown,
  headers: Record<string, string> = HEADERS,
  path = "/v1/messages",
): Promise<RawAnswer> {
  const response = await fetch(`${standIn.url}${path}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as RawAnswer["body"] };
}
