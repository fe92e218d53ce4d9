import { expect, it } from "vitest";
import { conversation, TOOLS } from "./demo-conversation.ts";

const RESOLVE = {
  name: "resolve_conversation",
  strict: true,
  input_schema: {
    type: "object" as const,
    properties: { outcome: { type: "string" } },
    required: ["outcome"],
    additionalProperties: false,
  },
};

it.each([
  ["That worked, thanks!", ["resolve_conversation"]],
  ["Bye!", ["resolve_conversation"]],
  ["Thanks!", []],
  ["That did not work.", []],
  ["How long do refunds take?", []],
])("after an answer, %j leads to the calls %j [TOOL-27]", async (written, expected) => {
  const talk = await conversation({ tools: [...TOOLS, RESOLVE] });
  await talk.turn(["Refund policy"], "How long do refunds take?");
  const { calls } = await talk.turn(written.includes("refunds") ? ["Refund policy"] : [], written);
  expect(calls.map(({ tool }) => tool).filter((tool) => tool === "resolve_conversation")).toEqual(expected);
});

it("before any answer nothing is settled [TOOL-27]", async () => {
  const talk = await conversation({ tools: [...TOOLS, RESOLVE] });
  expect((await talk.turn([], "Bye!")).calls).toEqual([]);
});
