import { describe, expect, it } from "vitest";
import { grade } from "../../src/evals/grade.ts";
import { toMatcher } from "../../src/evals/matcher.ts";
import { NOTHING, type Observed } from "../../src/evals/observed.ts";
import { type Expected, SCENARIO_FILE } from "../../src/evals/scenario.ts";

const SEEN: Observed = {
  owner: "queued",
  handoff: { trigger: "rule", priority: "urgent", reason: "A legal threat: the customer names a lawyer." },
  tickets: [{ category: "billing", severity: "high", summary: "Charged twice" }],
  category: "billing",
  severity: "high",
  flags: ["legal_threat"],
  tools: ["lookup_knowledge_base", "create_support_ticket"],
  said: [
    {
      author: "assistant",
      text: "It’s **$49** a month.\nSee the plans.",
      sources: [{ title: "Plans", url: "https://help.acme.example/billing/subscription-plans" }],
    },
    { author: "system", text: "A colleague answers you here.", sources: [] },
  ],
  spent: NOTHING,
};
const QUIET: Observed = {
  ...SEEN,
  owner: "assistant",
  handoff: null,
  tickets: [],
  category: null,
  flags: [],
  tools: [],
  said: [],
};

/** As it is written in a file. */
function expected(written: object): Expected {
  const scenario = { name: "x", turns: [{ says: "x" }], expect: written };
  return SCENARIO_FILE.parse({ scenarios: [scenario] }).scenarios[0]!.expect!;
}

const failures = (written: object, seen = SEEN) =>
  grade(expected(written), seen, "end", (text) => (text.includes("month") ? "en" : null));

describe("grading", () => {
  it.each<[object]>([
    [{}],
    [{ owner: "queued" }],
    [{ owner: ["assistant", "queued"] }],
    [{ handoff: { trigger: "rule", priority: "urgent", reason: "/lawyer/" } }],
    [{ handoff: { trigger: ["customer", "rule"] } }],
    [{ tickets: 1 }],
    [{ tickets: { count: 1, category: "billing", severity: ["high", "critical"], summary: "twice" } }],
    [{ category: "billing", severity: "high" }],
    [{ flags: ["legal_threat"], not_flags: ["over_20_messages"] }],
    [{ tools: ["create_support_ticket"], not_tools: ["resolve_conversation"] }],
    [{ say: ["it's $49", ["euro", "MONTH. see"]], not_say: ["$19", "/^See me/m"] }],
    [{ max_length: 100, language: "en", sources: ["subscription-plans"] }],
  ])("finds nothing where it is as %j [EVAL-2]", (written) => {
    expect(failures(written)).toEqual([]);
  });

  it.each<[object, "state" | "wording", string]>([
    [{ owner: "assistant" }, "state", "owner is queued, not assistant"],
    [{ handoff: "none" }, "state", "it was handed off (rule: A legal threat: the customer names a lawyer.)"],
    [{ handoff: { trigger: "customer" } }, "state", "the handoff's trigger is rule, not customer"],
    [{ handoff: { priority: "normal" } }, "state", "the handoff's priority is urgent, not normal"],
    [
      { handoff: { reason: "money" } },
      "state",
      `the handoff's reason is "A legal threat: the customer names a lawyer.", not money`,
    ],
    [{ tickets: 0 }, "state", "tickets: 1, not 0"],
    [{ tickets: { category: "account" } }, "state", 'no ticket is account; there are: billing, high: "Charged twice"'],
    [
      { tickets: { category: "billing", severity: "low" } },
      "state",
      'no ticket is billing, low; there are: billing, high: "Charged twice"',
    ],
    [{ category: ["general", "account"] }, "state", "category is billing, not general or account"],
    [{ severity: "low" }, "state", "severity is high, not low"],
    [{ flags: ["over_20_messages"] }, "state", "the flag over_20_messages is not set"],
    [{ not_flags: ["legal_threat"] }, "state", "the flag legal_threat is set"],
    [{ tools: ["resolve_conversation"] }, "state", "resolve_conversation was not called"],
    [{ not_tools: ["create_support_ticket"] }, "state", "create_support_ticket was called"],
    [{ say: [["$19", "euro"]] }, "wording", "it does not say $19 or euro"],
    [{ not_say: ["$49"] }, "wording", "it says $49"],
    [{ max_length: 20 }, "wording", "an answer has 36 characters, not 20"],
    [{ language: "de" }, "wording", "the language is en, not de"],
    [{ sources: ["refund-policy"] }, "wording", "refund-policy is not among the sources"],
  ])("says what is not as %j [EVAL-2]", (written, kind, what) => {
    expect(failures(written)).toEqual([{ where: "end", grade: kind, what }]);
  });

  it("misses what is not there at all [EVAL-2]", () => {
    const written = { handoff: {}, tickets: { category: "billing" }, category: "billing", language: "en", say: ["a"] };
    expect(failures(written, QUIET).map(({ what }) => what)).toEqual([
      "category is unknown, not billing",
      "it was not handed off",
      "no ticket is billing; there are: none",
      "it does not say a",
      "the language is unclear, not en",
    ]);
  });

  it("puts state before wording [EVAL-2]", () => {
    expect(failures({ say: ["no"], owner: "closed", not_say: ["$49"] }).map(({ grade }) => grade)).toEqual([
      "state",
      "wording",
      "wording",
    ]);
  });
});

describe("words to look for", () => {
  it.each([
    ["$49", "costs $49.", true],
    ["Change plan", "choose **Change\nplan**", true],
    ["don't", "we don’t", true],
    ["a.c", "abc", false],
    ["/a.c/", "abc", true],
    ["/abc/", "ABC", false],
    ["/abc/i", "ABC", true],
    ["/invite @acme", "type /Invite @Acme there", true],
  ])("%s in %j: %s [EVAL-2]", (written, text, isThere) => {
    expect(toMatcher(written)(text)).toBe(isThere);
  });
});
