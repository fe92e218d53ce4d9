import { expect, it } from "vitest";
import { ask, conversation, toolsOf } from "./demo-conversation.ts";

it.each([
  ["I want to talk to a human", "normal"],
  ["My account was hacked, somebody changed my email", "urgent"],
  ["You will hear from my lawyer", "urgent"],
  ["I'm furious, this is unacceptable!!", "normal"],
  ["quiero hablar con una persona", "normal"],
])("hands over for: %s", async (written, priority) => {
  const turn = await ask([], written);
  const call = turn.calls.find(({ tool }) => tool === "escalate_to_human");
  expect(call?.input).toEqual({ priority, reason: expect.stringContaining(written.slice(0, 20)) });
  expect(turn.steps).toBe(2);
});

it("hands over with a ticket in the same step when both make sense", async () => {
  const turn = await ask(["Refund policy"], "I was charged $250 by mistake, I want it back");
  expect(toolsOf(turn)).toEqual(["create_support_ticket", "escalate_to_human"]);
  expect(turn.steps).toBe(2);
  expect(turn.text).toContain("TKT-1001");
});

it("hands over above the limit, not at it", async () => {
  expect(toolsOf(await ask(["Refund policy"], "I was charged $200 by mistake"))).not.toContain("escalate_to_human");
  expect(toolsOf(await ask(["Refund policy"], "I was charged $200.01 by mistake"))).toContain("escalate_to_human");
});

it("adds up what is disputed over several messages", async () => {
  const { turn } = await conversation();
  expect(toolsOf(await turn(["Refund policy"], "I was charged twice."))).toEqual(["create_support_ticket"]);
  expect(toolsOf(await turn([], "It was $240 each time"))).toContain("escalate_to_human");
});

it("hands over when two answers did not help", async () => {
  const { turn } = await conversation();
  await turn(["API rate limits"], "What are the API limits?");
  const first = await turn([], "that didn't help");
  expect(first.calls).toEqual([]);
  expect(first.text).toContain("sorry");
  expect(toolsOf(await turn([], "still not helpful, same problem"))).toEqual(["escalate_to_human"]);
});

it.each([
  "What is your legal department's address?",
  "my lawyer friend loves it",
  "is the $250 plan worth it?",
  "how do I stop being charged?",
  "How do you protect us from being hacked?",
  "How many people can I invite?",
])("does not hand over for: %s", async (written) => {
  expect(toolsOf(await ask(["Subscription plans"], written))).not.toContain("escalate_to_human");
});

it("claims no handover that failed or is not possible", async () => {
  const failed = await ask([], "I want to talk to a human", { failing: ["escalate_to_human"] });
  expect(toolsOf(failed)).toEqual(["escalate_to_human"]);
  expect(failed.text).toContain("didn't work");
  const none = await ask([], "I want to talk to a human", { tools: [] });
  expect(none.text).toContain("can't hand you over");
});
