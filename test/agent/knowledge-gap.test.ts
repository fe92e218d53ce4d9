import { describe, expect, it } from "vitest";
import { unansweredQuestion } from "../../src/agent/knowledge-gap.ts";
import { searchBlocks } from "../../src/agent/search-blocks.ts";
import type { Passage } from "../../src/agent/tools/define-tool.ts";
import type { Step, ToolResult } from "../../src/agent/turn.ts";

const PLANS: Passage = { slug: "plans", title: "Plans", heading: null, text: "Pro costs $49.", url: null };
const REFUNDS: Passage = { ...PLANS, slug: "refunds", title: "Refunds", url: "https://help.acme.example/refunds" };
const UNKNOWN = "I couldn't find anything about that in our help centre.";

type Call = readonly [tool: string, input: object, ToolResult];
const ok = (content: ToolResult["content"]): ToolResult => ({ content, summary: "…", isError: false });
const search = (query: string, ...found: Passage[]): Call => [
  "lookup_knowledge_base",
  { query },
  ok(searchBlocks(found)),
];
const done = (tool: string): Call => [tool, {}, ok("Done.")];

interface Played {
  readonly asks?: string;
  readonly before?: string;
  /** By the search before the first request. */
  readonly finds?: readonly Passage[];
  readonly calls?: readonly Call[];
  readonly says?: string;
  readonly isSourced?: boolean;
}

/** A turn that went like this. */
function gapOf({ asks = "Do you have a zoo?", before, finds = [], calls = [], says = UNKNOWN, ...more }: Played) {
  const customer = (text: string) => ({ author: "customer", text, at: new Date(0) }) as const;
  const step = (input: Step["input"], content: unknown[]): Step =>
    ({ index: 0, input, discarded: 0, notice: null, output: { content, stopReason: "end_turn" } }) as unknown as Step;
  const uses = calls.map(([name, input], at) => ({ type: "tool_use", id: String(at), name, input }));
  return unansweredQuestion({
    turn: { earlier: before === undefined ? [] : [customer(before)], unanswered: [customer(asks)] },
    steps: [step(searchBlocks(finds), uses)],
    results: new Map(calls.map(([, , result], at) => [String(at), result])),
    said: says,
    isSourced: more.isSourced ?? false,
  });
}

describe("a question counts as unanswered", () => {
  it.each<[string, Played, string, string[]]>([
    ["on which nothing is found, and that is said", {}, "Do you have a zoo?", []],
    ["with what it leans on", { before: "What is Pro?", asks: "With a zoo?" }, "What is Pro?\nWith a zoo?", []],
    ["as it was asked", { calls: [search("zoo"), search("zoo hours")] }, "Do you have a zoo?", []],
    [
      "as the assistant searched for it last, when it leans on what came before",
      { before: "Hello", calls: [search("zoo"), search("zoo hours")] },
      "zoo hours",
      [],
    ],
    [
      "as the assistant searched for it, when it stands in a long letter",
      { asks: `${"I write to you about many things. ".repeat(9)}Do you have a zoo?`, calls: [search("zoo")] },
      "zoo",
      [],
    ],
    [
      "though something was found: it did not tell",
      { finds: [PLANS], calls: [search("zoo", REFUNDS, PLANS)] },
      "Do you have a zoo?",
      ["plans", "https://help.acme.example/refunds"],
    ],
    [
      "beside one that was answered",
      { finds: [PLANS], calls: [search("zoo")], isSourced: true, says: `Pro costs $49. ${UNKNOWN}` },
      "zoo",
      ["plans"],
    ],
    ["though a ticket was opened for it", { calls: [done("create_support_ticket")] }, "Do you have a zoo?", []],
    [
      "when a human goes on because no article tells",
      { says: "Asks for a zoo, which the help centre does not mention." },
      "Do you have a zoo?",
      [],
    ],
    [
      "in a language in which we do not know how that is said",
      {
        before: "Dzień dobry",
        calls: [search("zoo")],
        says: "Niestety nie znalazłem nic na ten temat, czy mam zapytać kolegę?",
      },
      "zoo",
      [],
    ],
    [
      "where words stand without spaces",
      {
        asks: "日曜日に動物園は開いていますか",
        calls: [search("zoo on Sundays")],
        says: "申し訳ありませんが、その情報は見つかりませんでした。担当者におつなぎしましょうか?",
      },
      "日曜日に動物園は開いていますか",
      [],
    ],
  ])("%s [GAP-2]", (_name, played, text, found) => {
    expect(gapOf(played)).toEqual({ text, found });
  });

  it("without what must not be kept [GAP-2]", () => {
    const asks = "My card 4111 1111 1111 1111 is gold, do you have a zoo?";
    expect(gapOf({ asks })?.text).toBe("My card [card number ending 1111] is gold, do you have a zoo?");
    const query = "password hunter2hunter2 zoo, password: Tr0ub4dor&3";
    const leaning = gapOf({ before: "Hello", calls: [search(query)] });
    expect(leaning?.text).toMatch(/^password/);
    expect(leaning?.text).not.toContain("Tr0ub4dor");
  });

  it("without what the database cannot keep [GAP-2]", () => {
    expect(gapOf({ asks: "Do you\0 have a \ud800 zoo?" })?.text).toBe("Do you have a \ufffd zoo?");
  });

  it("at a length that one can read [GAP-2]", () => {
    expect(gapOf({ asks: "zoo 🦓 ".repeat(1_000) })?.text.length).toBeLessThanOrEqual(500);
  });
});

describe("a turn leaves no unanswered question", () => {
  it.each<[string, Played]>([
    ["that a search answers", { finds: [PLANS], says: "Pro costs $49.", isSourced: true }],
    ["that the second search answers", { calls: [search("price", PLANS)], says: "Pro costs $49.", isSourced: true }],
    ["that names its article though it knows not all", { finds: [PLANS], isSourced: true }],
    ["with a greeting", { asks: "Hi there!", says: "Hello! What can I help you with?" }],
    ["with one word, of which nothing is known", { asks: "Zoo?? 1234 !!" }],
    ["with a word of thanks where words stand without spaces", { asks: "谢谢" }],
    ["with thanks", { asks: "Thanks a lot for your help!", says: "You're welcome!" }],
    [
      "with a complaint",
      { asks: "This is the worst service I ever had.", says: "I'm sorry. Shall I get a colleague?" },
    ],
    ["that asks back", { asks: "it does not work at all", says: "What does the message say?" }],
    ["that asks back after a search in vain", { calls: [search("not working")], says: "What does the message say?" }],
    ["for a human", { asks: "Let me talk to your boss", says: "Customer asks for a human." }],
    ["with a dispute", { asks: "You took $500 from me!", says: "Customer disputes a charge of $500." }],
    ["that a look at the customer's record settles", { calls: [done("lookup_customer")] }],
    ["that waits for the customer's proof", { calls: [done("request_verification")] }],
    ["that is settled", { calls: [done("resolve_conversation")] }],
  ])("%s [GAP-2]", (_name, played) => {
    expect(gapOf(played)).toBeNull();
  });

  it("when its tool failed, it is one all the same [GAP-2]", () => {
    const failed: Call = ["lookup_customer", {}, { content: "Not done.", summary: "…", isError: true }];
    expect(gapOf({ calls: [failed] })).not.toBeNull();
  });
});
