import { expect, it } from "vitest";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

async function listed<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of pages) all.push(one);
  return all;
}

it("the models are listed without the retired ones, a page at a time", async () => {
  const client = clientOf(await standInFor());
  const all = await listed(client.models.list({ limit: 2 }));
  expect(all.map((model) => model.id)).toEqual(
    expect.arrayContaining([
      "claude-sonnet-5-5",
      "claude-haiku-5-5",
      "claude-opus-5-5",
      "claude-sonnet-5",
      "claude-sonnet-4-6",
    ]),
  );
  expect(new Set(all.map((model) => model.lifecycle))).toEqual(new Set(["active", "deprecated"]));
  const retired = await listed(client.models.list({ lifecycle: ["retired"] }));
  expect(retired.map((model) => model.lifecycle)).toEqual(["retired"]);
});

it("the models tell what they allow", async () => {
  const client = clientOf(await standInFor());
  const model = await client.models.retrieve("claude-sonnet-5-5");
  expect(model).toMatchObject({
    type: "model",
    lifecycle: "active",
    max_input_tokens: 1_000_000,
    max_tokens: 128_000,
  });
  expect(model.capabilities?.thinking.types).toMatchObject({
    between_tools: { supported: true },
    disabled: { supported: false },
    enabled: { supported: false },
  });
  expect(await client.models.retrieve("claude-haiku-4-5")).toMatchObject({ id: "claude-haiku-4-5-20251001" });
  expect(await client.models.retrieve("claude-3-7-sonnet-20250219")).toMatchObject({ lifecycle: "retired" });
  await expect(client.models.retrieve("claude-9")).rejects.toMatchObject({ status: 404, type: "not_found_error" });
});

it("the models count tokens by length, without media's bytes", async () => {
  const client = clientOf(await standInFor());
  const count = async (content: Parameters<typeof client.messages.countTokens>[0]["messages"][0]["content"]) =>
    (await client.messages.countTokens({ model: HELLO.model, messages: [{ role: "user", content }] })).input_tokens;
  const short = await count("a".repeat(320));
  expect(short).toBeGreaterThanOrEqual(100);
  expect(short).toBeLessThan(120);
  expect(await count("a".repeat(3_200))).toBeGreaterThan(short * 8);
  const data = "A".repeat(100_000);
  expect(await count([{ type: "image", source: { type: "base64", media_type: "image/png", data } }])).toBeLessThan(
    5_000,
  );
});
