import { expect, it } from "vitest";
import { ask, conversation, TOOLS, toolsOf } from "./demo-conversation.ts";
import type { Title } from "./help-centre.ts";

it("when nothing fits, the brain looks once more, in other words, and answers from that", async () => {
  const turn = await ask([], "How long do refunds take?", { lookup: ["Refund policy"] });
  expect(turn.calls).toEqual([{ tool: "lookup_knowledge_base", input: { query: expect.stringMatching(/refund/) } }]);
  expect(turn.text).toContain("5-7 business days");
  expect(
    turn.message.content.some(
      (block) => block.type === "text" && block.citations?.[0]?.type === "search_result_location",
    ),
  ).toBe(true);
});

it.each([
  ["nothing is found", {}],
  ["something else is found", { lookup: ["Refund policy"] as Title[] }],
  ["the search fails", { failing: ["lookup_knowledge_base"] }],
])("when nothing fits, the brain gives up honestly after that when %s", async (_name, options) => {
  const turn = await ask(["API rate limits"], "Do you ship to Mars?", options);
  expect(toolsOf(turn)).toEqual(["lookup_knowledge_base"]);
  expect(turn.text).toBe(
    "I couldn't find anything about that in our help centre, and I don't want to guess. Would you like me to bring in a human colleague?",
  );
});

it("when nothing fits, the brain gives up at once when it may not look", async () => {
  const turn = await ask([], "Do you ship to Mars?", { tools: TOOLS.slice(1) });
  expect(turn.calls).toEqual([]);
  expect(turn.text).toContain("human colleague?");
});

it("when nothing fits, the brain says so in the customer's language", async () => {
  expect((await ask([], "Wie kann ich mein Konto auf dem Mond benutzen?")).text).toMatch(
    /^Dazu habe ich in unserer Hilfe nichts gefunden/,
  );
});

it("when nothing fits, the brain hands over when the offer is accepted", async () => {
  const { turn } = await conversation();
  await turn([], "Do you ship to Mars?");
  expect((await turn([], "yes please")).calls).toMatchObject([
    { tool: "escalate_to_human", input: { priority: "normal" } },
  ]);
  const other = await conversation();
  await other.turn([], "Do you ship to Mars?");
  expect((await other.turn([], "no thanks")).calls).toEqual([]);
});
