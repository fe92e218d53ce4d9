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
