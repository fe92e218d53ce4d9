import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { withCacheDiagnosis } from "../../src/agent/with-cache-diagnosis.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { modelRequests } from "../harness/model-requests.ts";

let standIn: MessagesStandIn;
beforeAll(async () => {
  standIn = await startMessagesStandIn({ brain: () => reply(text("Hi.")) });
});
afterAll(() => standIn.stop());

it("a request that does not go on where the one before it ended is counted, with what has changed [CTX-3]", async () => {
  const missed: string[] = [];
  const client = new Anthropic({ apiKey: "key", baseURL: standIn.url, logLevel: "off" });
  const model = withCacheDiagnosis(createModel(client), {
    cacheMissed: (...said) => void missed.push(said.join(": ")),
  });
  const ask = async (system: string, ...words: string[]): Promise<void> => {
    const messages = words.map((content, index) => ({
      role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
      content,
    }));
    const request = { model: "claude-sonnet-5-5", max_tokens: 100, system, messages, metadata: { user_id: "one" } };
    await model.ask(request, { signal: new AbortController().signal, totalMs: 5_000, onText() {} });
  };
  await ask("Be kind.", "Hello");
  await ask("Be kind.", "Hello", "Hi.", "And now?");
  // A segment begins with nothing to compare it with.
  await ask("Be kind.", "What was said before: Hello");
  expect(missed).toEqual([]);
  await ask("Be brief.", "What was said before: Hello", "Hi.", "And now?");
  await ask("Be brief.", "What was said BEFORE: Hello", "Hi.", "And now?");
  expect(missed).toEqual(["claude-sonnet-5-5: system_changed", "claude-sonnet-5-5: messages_changed"]);
  expect(modelRequests(standIn).map(({ diagnostics }) => typeof diagnostics?.previous_message_id)).toEqual([
    "object",
    "string",
    "object",
    "string",
    "string",
  ]);
});

it("a server that does not know the question is not asked it again [CTX-3]", async () => {
  const asked: boolean[] = [];
  const old = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      asked.push(body.includes('"diagnostics"'));
      const isRefused = asked.at(-1) === true;
      response.writeHead(isRefused ? 400 : 200, {
        "content-type": isRefused ? "application/json" : "text/event-stream",
      });
      response.end(isRefused ? UNKNOWN_FIELD : EVENTS);
    });
  });
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", resolve));
  const baseURL = `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
  const client = new Anthropic({ apiKey: "key", baseURL, logLevel: "off" });
  const model = withCacheDiagnosis(createModel(client), { cacheMissed() {} });
  const request = { model: "claude-of-old", max_tokens: 100, messages: [{ role: "user" as const, content: "Hello" }] };
  const limits = { signal: new AbortController().signal, totalMs: 5_000, onText() {} };
  for (let n = 0; n < 2; n += 1) expect(await model.ask(request, limits)).toMatchObject({ kind: "answered" });
  expect(asked).toEqual([true, false, false]);
  await new Promise((resolve) => old.close(resolve));
});

const UNKNOWN_FIELD = JSON.stringify({
  type: "error",
  error: { type: "invalid_request_error", message: "diagnostics: Extra inputs are not permitted" },
});
const MESSAGE = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-of-old",
  content: [],
  stop_reason: null,
  usage: { input_tokens: 1, output_tokens: 1 },
};
const EVENTS = [
  { type: "message_start", message: MESSAGE },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
  { type: "message_stop" },
]
  .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  .join("");
