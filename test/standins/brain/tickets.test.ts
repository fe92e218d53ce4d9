import { expect, it } from "vitest";
import { ask, conversation, toolsOf } from "./demo-conversation.ts";
import { CHARGED_TWICE } from "./samples.ts";

it.each([
  ["The app crashes when I upload a file", "technical", "medium"],
  ["Your API is down and all our customers are affected!", "technical", "critical"],
  ["I was billed after I cancelled", "billing", "high"],
  ["It would be great if you added a dark mode", "general", "low"],
])("opens a ticket for: %s", async (written, category, severity) => {
  const turn = await ask([], written);
  expect(turn.calls).toEqual([
    {
      tool: "create_support_ticket",
      input: { category, severity, summary: expect.stringContaining(written.slice(0, 20)) },
    },
  ]);
  expect(turn.text).toContain("TKT-1001");
});

it("tickets summarise in one line that is not too long", async () => {
  const turn = await ask(
    [],
    `The export fails with an error. ${"I tried it many times and it is always the same. ".repeat(20)}`,
  );
  const summary = String(turn.calls[0]?.input["summary"]);
  expect(summary.length).toBeGreaterThan(100);
  expect(summary.length).toBeLessThanOrEqual(300);
  expect(summary).not.toContain("\n");
});

it("tickets are opened when the help pages cannot mend it, and not before", async () => {
  const turn = await ask([], "I can't log in to my account", { lookup: [] });
  expect(toolsOf(turn)).toEqual(["lookup_knowledge_base", "create_support_ticket"]);
  expect(turn.calls[1]?.input).toMatchObject({ category: "account" });
});

it("tickets are not opened twice for one matter", async () => {
  const { turn } = await conversation();
  await turn(["Refund policy"], CHARGED_TWICE);
  const again = await turn(["Refund policy"], "I was charged twice, what about my refund?");
  expect(toolsOf(again)).not.toContain("create_support_ticket");
  expect(again.text).toContain("TKT-1001");
});

it("tickets get what was asked for, which is not asked again", async () => {
  const { turn } = await conversation();
  await turn(["Refund policy"], CHARGED_TWICE);
  const sent = await turn([], "It is INV-20931");
  expect(sent.text).toContain("ticket TKT-1001");
  expect((await ask(["Refund policy"], "I was charged twice, order #48213")).text).not.toMatch(/\?/);
});

it("tickets become a handover when they cannot be opened", async () => {
  const turn = await ask([], "The app crashes when I upload a file", { failing: ["create_support_ticket"] });
  expect(toolsOf(turn)).toEqual(["create_support_ticket", "escalate_to_human"]);
  expect(turn.text).not.toContain("TKT");
});

it("tickets are not claimed where there is no tool for them", async () => {
  const turn = await ask([], "The app crashes when I upload a file", { tools: [] });
  expect(turn.text).not.toMatch(/I've opened|TKT/);
  expect(turn.text).toContain("human colleague?");
});
