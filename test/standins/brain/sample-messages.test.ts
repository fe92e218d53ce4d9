import { expect, it } from "vitest";
import { ask, toolsOf } from "./demo-conversation.ts";
import { CHARGED_TWICE, LIMITS, LOCKED, PLANS } from "./samples.ts";

it("charged twice: a billing ticket, what the policy says, and a question for the order", async () => {
  const turn = await ask(["Refund policy"], CHARGED_TWICE);
  expect(turn.calls).toEqual([
    {
      tool: "create_support_ticket",
      input: { category: "billing", severity: "high", summary: expect.stringContaining("charged twice") },
    },
  ]);
  expect(turn.text).toContain("TKT-1001");
  expect(turn.text).toContain("Refunds are available within 30 days of purchase");
  expect(turn.text).toMatch(/order or invoice number[^.]*\?/);
});

it("locked out: the way back in, and no ticket", async () => {
  const turn = await ask(["Locked account"], LOCKED, { lookup: ["Locked account"] });
  expect(toolsOf(turn)).not.toContain("create_support_ticket");
  expect(toolsOf(turn)).not.toContain("escalate_to_human");
  expect(turn.text).toContain("For immediate unlock, customers must verify their email.");
  expect(turn.text).toContain("30 minutes");
  expect(turn.text).toMatch(/^Sorry, that is bad timing\./);
  expect(turn.text).toContain("human colleague");
});

it("two plans: facts about both and nothing else", async () => {
  const turn = await ask(["Subscription plans", "API rate limits"], PLANS);
  expect(turn.calls).toEqual([]);
  expect(turn.text).toContain("Pro: Price $49/month");
  expect(turn.text).toContain("Enterprise: Price Custom pricing");
  expect(turn.text).not.toContain("$19");
});

it("rate limits on Pro: a technical ticket, and the facts", async () => {
  const turn = await ask(["API rate limits", "Subscription plans"], LIMITS);
  expect(turn.calls).toEqual([
    { tool: "create_support_ticket", input: expect.objectContaining({ category: "technical", severity: "medium" }) },
  ]);
  expect(turn.text).toContain("TKT-1001");
  expect(turn.text).toContain("Pro tier: 10,000 requests/hour.");
});
