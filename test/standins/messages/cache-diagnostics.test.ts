import { expect, it } from "vitest";
import { type Params, prompt, withClock } from "./cached-prompt.ts";

const asked = (previous_message_id: string | null, more: Partial<Params> = {}) =>
  prompt({ ...more, diagnostics: { previous_message_id } });

it.each([
  ["nothing", {}, null],
  ["the model", { model: "claude-opus-5-5" }, "model_changed"],
  ["the tools", { tools: [] }, "tools_changed"],
  ["the system prompt", { system: "Be brief." }, "system_changed"],
  ["a message", { messages: [{ role: "user", content: "Hello!" }] }, "messages_changed"],
  ["the thinking", { thinking: { type: "between_tools" } }, "unavailable"],
] satisfies [string, Partial<Params>, string | null][])(
  "cache diagnostics say that %s has changed",
  async (_name, more, type) => {
    const { client } = await withClock();
    const { id } = await client.messages.create(asked(null));
    const { diagnostics } = await client.messages.create(asked(id, more));
    expect(diagnostics).toEqual(type === null ? null : { cache_miss_reason: expect.objectContaining({ type }) });
  },
);

it("cache diagnostics do not know every message", async () => {
  const { client } = await withClock();
  const { diagnostics } = await client.messages.create(asked("msg_unknown"));
  expect(diagnostics).toEqual({ cache_miss_reason: { type: "previous_message_not_found" } });
});
