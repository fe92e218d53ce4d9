import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { type PackParts, packOf } from "../../../src/agent/handoff-pack.ts";
import type { OpenTurn, Step } from "../../../src/agent/turn.ts";

const at = new Date("2026-11-26T12:00:00Z");
const TURN = {
  voice: { section: "sms", markup: "plain", maxLength: 320, signature: null },
  customer: { name: null, identity: "claimed", language: "de", category: null, severity: null, tickets: [] },
  older: [],
  earlier: [
    { author: "customer", text: "What does Pro cost?", at },
    { author: "assistant", text: "$49.", at },
  ],
  unanswered: [{ author: "customer", text: "I was charged $98 on 2026-11-02!", at }],
} as unknown as OpenTurn;

const article = (title: string, source: string): Anthropic.SearchResultBlockParam => ({
  type: "search_result",
  title,
  source,
  content: [{ type: "text", text: "…" }],
});
const use = (id: string, name: string, input: unknown) => ({ type: "tool_use", id, name, input });
const step = (index: number, input: Step["input"], content: readonly unknown[], notice: string | null = null) =>
  ({ index, input, notice, discarded: 0, output: { content, stopReason: "tool_use" } }) as unknown as Step;
const parts = (more: Partial<PackParts>): PackParts => ({
  turn: TURN,
  steps: [],
  results: new Map(),
  draft: null,
  passages: [],
  ...more,
});

const REFUNDS = article("Refund policy", "https://acme.example/refunds");
const DOUBLE = article("Duplicate charges", "duplicate-charges");

describe("what goes to a human with a conversation", () => {
  it("is what was tried, found, named and written [HAND-2]", () => {
    const words = { type: "text", text: "I am **sorry** about that." };
    const pack = packOf(
      parts({
        steps: [
          step(
            0,
            [{ type: "text", text: "…" }, REFUNDS],
            [use("1", "lookup_knowledge_base", { query: "charged twice" })],
          ),
          step(
            1,
            [{ type: "tool_result", tool_use_id: "1", content: [DOUBLE, REFUNDS] }],
            [words, use("2", "create_support_ticket", {}), use("3", "escalate_to_human", {})],
          ),
        ],
        results: new Map([
          ["1", { content: [DOUBLE, REFUNDS], summary: "…", isError: false }],
          ["2", { content: "…", summary: "Ticket TKT-1001 is open.", isError: false }],
        ]),
      }),
    );
    expect(pack).toEqual({
      tried: [
        "Answered once before.",
        'Searched the help centre for the customer\'s words: found "Refund policy".',
        'Searched the help centre for "charged twice": found "Duplicate charges", "Refund policy".',
        "Create support ticket: Ticket TKT-1001 is open.",
      ],
      articles: [
        { title: "Refund policy", url: "https://acme.example/refunds" },
        { title: "Duplicate charges", url: null },
      ],
      facts: ["$98", "2026-11-02"],
      sentiment: null,
      language: "de",
      suggestedReply: "I am sorry about that.",
    });
  });

  it("is no reply that has nothing to read in it [VOICE-7]", () => {
    const marks = { type: "text", text: "**\n" };
    const pack = packOf(parts({ steps: [step(0, [], [marks, use("1", "escalate_to_human", {})])] }));
    expect(pack.suggestedReply).toBeNull();
  });

  it("is what was looked up for the human when a rule was faster than the search [HAND-2]", () => {
    const passage = {
      slug: "refunds",
      title: "Refund policy",
      heading: null,
      text: "…",
      url: "https://acme.example/refunds",
    };
    const pack = packOf(parts({ passages: [passage] }));
    expect(pack).toMatchObject({
      tried: ["Answered once before."],
      articles: [{ title: "Refund policy", url: "https://acme.example/refunds" }],
      suggestedReply: null,
    });
  });

  it("is the answer that was held back, and that it was [HAND-2]", () => {
    const pack = packOf(parts({ steps: [step(0, [], [], "Not confirmed.")], draft: "You get $98 back." }));
    expect(pack.suggestedReply).toBe("You get $98 back.");
    expect(pack.tried).toEqual([
      "Answered once before.",
      "Searched the help centre for the customer's words: found nothing.",
      "Wrote an answer that was held back, and was asked for another.",
    ]);
  });
});
