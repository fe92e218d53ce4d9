import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { redactedThinking, reply, text, thinking, toolUse } from "../../../src/standins/messages/reply.ts";
import type { MessagesStandIn } from "../../../src/standins/messages/start-messages-stand-in.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

type Params = Anthropic.MessageCreateParamsNonStreaming;

const FIRST: Params = {
  ...HELLO,
  thinking: { type: "between_tools" },
  output_config: { effort: "low" },
  system: "Be kind.",
  tools: [{ name: "look_up", description: "Finds.", input_schema: { type: "object", properties: { a: {}, b: {} } } }],
};

/** Two turns with thinking, then the request of the third. */
async function threeTurns(standIn: MessagesStandIn): Promise<Params> {
  const client = clientOf(standIn);
  standIn.script([
    { reply: reply(thinking("First."), toolUse("look_up", { b: 1, a: 2 }, { id: "toolu_1" })) },
    { reply: reply(thinking("Second."), text("Here you are."), thinking("Third."), text("Anything else?")) },
  ]);
  const one = await client.messages.stream(FIRST).finalMessage();
  const results: Anthropic.MessageParam[] = [
    ...FIRST.messages,
    { role: "assistant", content: one.content },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "Found." }] },
  ];
  const two = await client.messages.create({ ...FIRST, messages: results });
  return {
    ...FIRST,
    messages: [...results, { role: "assistant", content: two.content }, { role: "user", content: "Yes." }],
  };
}

const blocksOf = (params: Params, at: number) => params.messages[at]?.content as Anthropic.ContentBlockParam[];

/** The request with the blocks of one message changed. */
function withBlocks(
  params: Params,
  at: number,
  change: (blocks: Anthropic.ContentBlockParam[]) => Anthropic.ContentBlockParam[],
): Params {
  return {
    ...params,
    messages: params.messages.map((message, index) =>
      index === at ? ({ ...message, content: change(blocksOf(params, at)) } as Anthropic.MessageParam) : message,
    ),
  };
}

const isThinking = (block: Anthropic.ContentBlockParam) => block.type === "thinking";
const withoutThinking = (blocks: Anthropic.ContentBlockParam[]) => blocks.filter((block) => !isThinking(block));

const FINE: [string, (params: Params) => Params][] = [
  ["as it was", (params) => params],
  [
    "with breakpoints",
    (params) => ({
      ...withBlocks(params, 2, ([block]) => [
        { ...block, cache_control: { type: "ephemeral" } } as Anthropic.ContentBlockParam,
      ]),
      cache_control: { type: "ephemeral" },
      system: [{ type: "text", text: "Be kind.", cache_control: { type: "ephemeral", ttl: "1h" } }],
    }),
  ],
  [
    "with other limits",
    (params) => ({ ...params, max_tokens: 5, metadata: { user_id: "u1" }, tool_choice: { type: "none" } }),
  ],
  ["without any thinking", (params) => withBlocks(withBlocks(params, 1, withoutThinking), 3, withoutThinking)],
  ["without its beginning", (params) => withBlocks(params, 1, withoutThinking)],
  ["without its end", (params) => withBlocks(params, 3, withoutThinking)],
  [
    "with fields in another order",
    (params) =>
      withBlocks(params, 3, (blocks) =>
        blocks.map(
          (block) => Object.fromEntries(Object.entries(block).reverse()) as unknown as Anthropic.ContentBlockParam,
        ),
      ),
  ],
];

const CHANGED: [string, (params: Params) => Params, string][] = [
  ["another system", (params) => ({ ...params, system: "Be kind!" }), "Invalid `signature` in `thinking` block"],
  [
    "another tool",
    (params) => ({ ...params, tools: [{ ...(params.tools?.[0] as Anthropic.Tool), description: "Looks up." }] }),
    "messages.1.content.0: Invalid `signature`",
  ],
  ["no tools", (params) => ({ ...params, tools: [] }), "Invalid `signature`"],
  [
    "another first message",
    (params) => ({ ...params, messages: [{ role: "user", content: "Hello!" }, ...params.messages.slice(1)] }),
    "messages.1.content.0: Invalid `signature`",
  ],
  [
    "another result",
    (params) => withBlocks(params, 2, () => [{ type: "tool_result", tool_use_id: "toolu_1", content: "Lost." }]),
    "messages.3.content.0: Invalid `signature`",
  ],
  [
    "a result that has become an error",
    (params) => withBlocks(params, 2, ([block]) => [{ ...block, is_error: true } as Anthropic.ContentBlockParam]),
    "messages.3.content.0: Invalid `signature`",
  ],
  [
    "another answer before it",
    (params) =>
      withBlocks(params, 3, (blocks) =>
        blocks.map((block, at) => (at === 1 ? { type: "text", text: "Here." } : block)),
      ),
    "messages.3.content.2: Invalid `signature`",
  ],
  [
    "an input with its keys in another order",
    (params) =>
      withBlocks(params, 1, (blocks) =>
        blocks.map((block) => (block.type === "tool_use" ? { ...block, input: { a: 2, b: 1 } } : block)),
      ),
    "Invalid `signature`",
  ],
  [
    "a gap in the middle",
    (params) => withBlocks(params, 3, (blocks) => blocks.filter((_, at) => at !== 0)),
    "messages.3.content.1: Invalid `signature`",
  ],
  [
    "a made-up signature",
    (params) =>
      withBlocks(params, 1, (blocks) =>
        blocks.map((block) => (block.type === "thinking" ? { ...block, signature: "c2ln" } : block)),
      ),
    "messages.1.content.0: Invalid `signature` in `thinking` block",
  ],
  [
    "altered thinking long ago",
    (params) =>
      withBlocks(params, 1, (blocks) =>
        blocks.map((block) => (block.type === "thinking" ? { ...block, thinking: "Other." } : block)),
      ),
    "Invalid `signature`",
  ],
  [
    "altered thinking just now",
    (params) =>
      withBlocks(params, 3, (blocks) =>
        blocks.map((block, at) => (at === 0 && block.type === "thinking" ? { ...block, thinking: "Other." } : block)),
      ),
    "blocks in the latest assistant message cannot be modified",
  ],
  [
    "another effort between tools",
    (params) => ({ ...params, output_config: { effort: "medium" } }),
    "effort cannot change during a conversation",
  ],
];

describe("replayed thinking", () => {
  it.each(FINE)("is fine %s", async (_name, change) => {
    const standIn = await standInFor();
    const params = change(await threeTurns(standIn));
    await expect(clientOf(standIn).messages.create(params)).resolves.toMatchObject({ type: "message" });
  });

  it.each(CHANGED)("is refused with %s", async (_name, change, says) => {
    const standIn = await standInFor();
    const params = change(await threeTurns(standIn));
    await expect(clientOf(standIn).messages.create(params)).rejects.toMatchObject({
      status: 400,
      apiMessage: expect.stringContaining(says),
    });
  });

  it("may not come back after it was dropped", async () => {
    const standIn = await standInFor();
    const full = await threeTurns(standIn);
    const dropped = withBlocks(withBlocks(full, 1, withoutThinking), 3, withoutThinking);
    standIn.script([{ reply: reply(thinking("Fourth."), text("Good.")) }]);
    const next = await clientOf(standIn).messages.create(dropped);
    const more = (params: Params): Params => ({
      ...params,
      messages: [...params.messages, { role: "assistant", content: next.content }, { role: "user", content: "Bye." }],
    });
    await expect(clientOf(standIn).messages.create(more(dropped))).resolves.toBeTruthy();
    await expect(clientOf(standIn).messages.create(more(full))).rejects.toThrow("Invalid `signature`");
  });

  it("holds for redacted blocks, after a restart, and for nobody else", async () => {
    const standIn = await standInFor();
    standIn.script([{ reply: reply(redactedThinking(), text("Hello.")) }]);
    const { content } = await clientOf(standIn).messages.create(HELLO);
    const next: Params = {
      ...HELLO,
      messages: [...HELLO.messages, { role: "assistant", content }, { role: "user", content: "Hm." }],
    };
    await expect(clientOf(standIn).messages.create(next)).resolves.toBeTruthy();
    await expect(clientOf(await standInFor()).messages.create(next)).resolves.toBeTruthy();
    await expect(clientOf(await standInFor({ secret: "another organisation" })).messages.create(next)).rejects.toThrow(
      "Invalid `signature` in `redacted_thinking` block",
    );
  });
});
