import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { faults } from "../../../src/standins/messages/faults.ts";
import { createHold } from "../../../src/standins/messages/hold.ts";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import { all, continued, type Params, POLICY, prompt, read, TOOLS, withClock, written } from "./cached-prompt.ts";
import { HELLO } from "./messages-case.ts";

it("the prompt cache is written by the first turn and read by the next", async () => {
  const { client } = await withClock();
  const first = await client.messages.create(prompt());
  expect(read(first)).toBe(0);
  expect(first.usage.cache_creation?.ephemeral_1h_input_tokens).toBeGreaterThan(1_000);
  expect(first.usage.cache_creation?.ephemeral_5m_input_tokens).toBeGreaterThan(0);
  expect(first.usage.input_tokens).toBe(0);

  const second = await client.messages.stream(continued(prompt(), first)).finalMessage();
  expect(read(second)).toBe(written(first));
  expect(second.usage.cache_creation?.ephemeral_1h_input_tokens).toBe(0);
  expect(written(second)).toBeGreaterThan(0);
});

it("the prompt cache adds up to what is counted", async () => {
  const { client } = await withClock();
  const { max_tokens: _, ...counted } = prompt();
  const { input_tokens } = await client.messages.countTokens(counted);
  expect(all(await client.messages.create(prompt()))).toBe(input_tokens);
  expect(all(await client.messages.create(prompt()))).toBe(input_tokens);
  expect(all(await client.messages.create({ ...prompt({ system: POLICY }), cache_control: null }))).toBe(input_tokens);
});

it.each([
  [
    "a date in the system prompt",
    prompt({
      system: [{ type: "text", text: `Today is Monday. ${POLICY}`, cache_control: { type: "ephemeral", ttl: "1h" } }],
    }),
  ],
  ["another tool", prompt({ tools: [{ ...TOOLS[0], description: "Finds." } as Anthropic.Tool] })],
  ["another model", prompt({ model: "claude-opus-5-5" })],
])("the prompt cache is lost with %s", async (_name, changed) => {
  const { client } = await withClock();
  await client.messages.create(prompt());
  expect(read(await client.messages.create(changed))).toBe(0);
});

it.each([
  ["the tool choice", { tool_choice: { type: "none" } }],
  ["the thinking", { thinking: { type: "between_tools" } }],
  ["the effort", { output_config: { effort: "low" } }],
] satisfies [string, Partial<Params>][])("the prompt cache loses only the messages with %s", async (_name, more) => {
  const { client } = await withClock();
  const first = await client.messages.create(prompt());
  const second = await client.messages.create(prompt(more));
  expect(read(second)).toBe(first.usage.cache_creation?.ephemeral_1h_input_tokens);
});

it("the prompt cache lives for five minutes or an hour from its last use", async () => {
  const { client, clock } = await withClock();
  const first = await client.messages.create(prompt());
  clock.at += 299_000;
  expect(read(await client.messages.create(prompt()))).toBe(written(first));
  clock.at += 299_000;
  expect(read(await client.messages.create(prompt()))).toBe(written(first));
  clock.at += 301_000;
  expect(read(await client.messages.create(prompt()))).toBe(first.usage.cache_creation?.ephemeral_1h_input_tokens);
  clock.at += 3_601_000;
  expect(read(await client.messages.create(prompt()))).toBe(0);
});

it("the prompt cache takes no prefix below the model's minimum", async () => {
  const { client } = await withClock();
  const short = prompt({
    system: [{ type: "text", text: POLICY.slice(0, 400), cache_control: { type: "ephemeral" } }],
    tools: [],
  });
  await client.messages.create(short);
  const again = await client.messages.create(short);
  expect([read(again), written(again)]).toEqual([0, 0]);

  const haiku = prompt({ model: "claude-haiku-4-5" });
  await client.messages.create(haiku);
  expect(read(await client.messages.create(haiku))).toBe(0);
});

it("the prompt cache looks back twenty blocks and no further", async () => {
  const { client } = await withClock();
  const asked = (count: number): Params => {
    const content = Array.from(
      { length: count },
      (_, at): Anthropic.TextBlockParam => ({ type: "text", text: `Line ${at}.` }),
    );
    return { ...HELLO, system: POLICY, messages: [{ role: "user", content }], cache_control: { type: "ephemeral" } };
  };
  const first = await client.messages.create(asked(2));
  expect(read(await client.messages.create(asked(21)))).toBe(written(first));
  const fresh = await withClock();
  await fresh.client.messages.create(asked(2));
  expect(read(await fresh.client.messages.create(asked(22)))).toBe(0);
});

it("the prompt cache can be read only once the first answer has begun", async () => {
  const { client, standIn } = await withClock();
  const held = createHold("start");
  standIn.script([{ reply: reply(text("Slow.")), hold: held }]);
  const slow = client.messages.create(prompt());
  await held.reached;
  const meanwhile = await client.messages.create(prompt());
  expect(read(meanwhile)).toBe(0);
  held.release();
  await slow;
  expect(read(await client.messages.create(prompt()))).toBe(written(meanwhile));
});

it("the prompt cache is not written by a request that fails", async () => {
  const { client, standIn } = await withClock();
  standIn.script([{ fault: faults.overloaded() }, { fault: faults.resetBeforeHeaders() }]);
  await expect(client.messages.create(prompt())).rejects.toThrow();
  await expect(client.messages.create(prompt())).rejects.toThrow();
  expect(read(await client.messages.create(prompt()))).toBe(0);
});

it("the prompt cache is filled by a request for no tokens, which asks nobody", async () => {
  const { client, standIn } = await withClock();
  standIn.script([{ reply: reply(text("For later.")) }]);
  const warm = await client.messages.create(prompt({ max_tokens: 0 }));
  expect(warm).toMatchObject({ content: [], usage: { output_tokens: 0 } });
  const next = await client.messages.create(prompt());
  expect(next.content).toMatchObject([{ text: "For later." }]);
  expect(read(next)).toBe(written(warm));
});
