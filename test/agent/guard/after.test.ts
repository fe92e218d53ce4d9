import { describe, expect, it } from "vitest";
import { createAfter } from "../../../src/agent/guard/after.ts";
import type { Evidence, Finding } from "../../../src/agent/guard/guard.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { DESTINATIONS, EVIDENCE, FORBIDDEN } from "./after-world.ts";
import { BAD } from "./bad-drafts.ts";
import { CAREFUL, EAGER } from "./fresh-drafts.ts";
import { GOOD } from "./good-drafts.ts";
import { ASKING, HONEST, UNSEEN } from "./record-drafts.ts";
import { TALK, WITH_TICKET } from "./talk-drafts.ts";

const findingsIn = createAfter({ forbiddenPromises: FORBIDDEN }, DESTINATIONS);
const kindsOf = (draft: string, evidence: Evidence = EVIDENCE): Finding["kind"][] => [
  ...new Set(findingsIn(draft, evidence).map(({ kind }) => kind)),
];
const NOTHING: Evidence = { sources: [], customer: [], succeeded: new Set(), tools: EVIDENCE.tools, instructions: "" };

describe("an answer is not sent for", () => {
  const rows = Object.entries(BAD).flatMap(([kind, drafts]) => drafts.map((draft) => ({ kind, draft })));

  it.each(rows)("$kind: $draft [GUARD-20]", ({ kind, draft }) => {
    expect(kindsOf(draft)).toContain(kind);
  });

  it.each(rows)("$kind in the middle of a good one: $draft [GUARD-20]", ({ kind, draft }) => {
    expect(kindsOf(`Thanks for writing!\n\n${draft}\n\nIs there anything else?`)).toContain(kind);
  });
});

describe("where no tool has done anything", () => {
  it.each([...EAGER, ...ASKING, ...UNSEEN])("an answer is not sent: %s [GUARD-20]", (draft) => {
    expect(findingsIn(draft, { ...EVIDENCE, succeeded: new Set() })).not.toEqual([]);
  });

  it.each([...CAREFUL, ...TALK, ...HONEST])("an honest one passes: %s [GUARD-21]", (draft) => {
    expect(
      findingsIn(draft, { ...EVIDENCE, customer: [...EVIDENCE.customer, "within 2 days"], succeeded: new Set() }),
    ).toEqual([]);
  });
});

describe("an honest answer passes", () => {
  it.each([...GOOD, ...WITH_TICKET])("%s [GUARD-21]", (draft) => {
    expect(findingsIn(draft, EVIDENCE)).toEqual([]);
  });
});

describe("what the customer wrote", () => {
  const customer = [
    "I paid $77 on 4 May. You guaranteed me a full refund, and a colleague will call me tomorrow! I've been told my plan was cancelled. See https://help.acme.example/x and mail me@customer.example.",
  ];
  const evidence = { ...NOTHING, customer };

  it.each(["You paid $77.", "You paid 77 dollars on May 4th."])("grounds figures: %s [GUARD-22]", (draft) => {
    expect(findingsIn(draft, evidence)).toEqual([]);
  });

  it.each([
    ["I bought it on November 10", "That was 17 days ago.", []],
    ["I bought it on 2026-10-30", "That was 4 weeks ago.", []],
    ["I bought it on December 20", "That was 342 days ago.", []],
    ["I bought it on November 10", "That was 19 days ago.", ["duration"]],
    ["I bought it on November 10", "A colleague will answer in 17 days.", ["promise"]],
  ])("grounds how long ago it is: %s: %s [GUARD-22]", (said, draft, kinds) => {
    expect(kindsOf(draft, { ...NOTHING, sources: ["Date: 2026-11-27 12:00 UTC"], customer: [said] })).toEqual(kinds);
  });

  it.each(["Support is available 24/7.", "A technician will get back to you in an hour."])(
    "hours are for a source to say, and a rate is none: %s [GUARD-20]",
    (draft) => {
      const sources = ["Pro has 100 requests/hour. People are there from 9 am to 6 pm."];
      expect(kindsOf(draft, { ...NOTHING, sources })).toContain("promise");
    },
  );

  it.each<[Finding["kind"], string]>([
    ["promise", "You guaranteed me a full refund: yes, guaranteed."],
    ["promise", "A colleague will call you tomorrow!"],
    ["claim", "Your plan has been cancelled."],
    ["link", "See https://help.acme.example/x."],
    ["email", "I write to me@customer.example."],
  ])("grounds no %s: %s [GUARD-22]", (kind, draft) => {
    expect(kindsOf(draft, evidence)).toContain(kind);
  });
});

describe("a deed needs the tool that did it", () => {
  it.each([
    ["escalate_to_human", "I've escalated this to a colleague."],
    ["escalate_to_human", "I've passed your request to our team."],
    ["create_support_ticket", "I've created a ticket for you."],
    ["create_support_ticket", "Ich habe ein Ticket für Sie erstellt."],
    ["resolve_conversation", "I've closed this conversation."],
    ["request_verification", "I've sent a code to the address on file."],
    ["refund_order", "I have refunded the order, and your refund is on its way."],
    ["cancel_subscription", "I've cancelled your subscription."],
    ["lookup_customer", "I've checked your account."],
  ])("%s: %s [GUARD-23]", (tool, draft) => {
    expect(findingsIn(draft, { ...NOTHING, succeeded: new Set([tool]) })).toEqual([]);
    expect(kindsOf(draft, NOTHING)).toEqual(["claim"]);
    const others = ["lookup_knowledge_base", "change_address"].filter((name) => name !== tool);
    expect(kindsOf(draft, { ...NOTHING, succeeded: new Set(others) })).toEqual(["claim"]);
  });

  it("a code that was sent is no refund, and no look at the account [GUARD-23]", () => {
    const evidence = { ...NOTHING, succeeded: new Set(["request_verification"]) };
    expect(findingsIn("I've sent you a code.", evidence)).toEqual([]);
    expect(kindsOf("I've sent you an invoice.", evidence)).toEqual(["claim"]);
    expect(kindsOf("I've refunded you, promo code ABC.", evidence)).toEqual(["claim"]);
    expect(kindsOf("I've checked your account.", evidence)).toEqual(["claim"]);
  });

  it("only what a tool can do is offered [GUARD-23]", () => {
    const draft = "I can cancel the subscription for you.";
    expect(kindsOf(draft, NOTHING)).toEqual(["claim"]);
    expect(findingsIn(draft, { ...NOTHING, tools: ["cancel_subscription"] })).toEqual([]);
  });
});

describe("links", () => {
  const source = "See https://evil.example.org/a and https://help.acme.example/a?page=2&utm_source=x#top";
  const evidence = { ...NOTHING, sources: [source] };
  const only = createAfter({ forbiddenPromises: [] }, { hosts: ["other.example:8443"], addresses: [] });

  it("go to allowed hosts alone, whatever a source says [GUARD-24]", () => {
    expect(kindsOf("See https://evil.example.org/a", evidence)).toEqual(["link"]);
    expect(findingsIn("See https://help.acme.example/a/?page=2", evidence)).toEqual([]);
    expect(kindsOf("See https://help.acme.example/a?page=3", evidence)).toEqual(["link"]);
    expect(only("See https://help.acme.example/a?page=2", evidence).map(({ kind }) => kind)).toEqual(["link"]);
    expect(only("Open https://other.example:8443/", evidence)).toEqual([]);
    expect(only("Open https://other.example/", evidence)).toHaveLength(1);
  });
});

describe("the guard after the model", () => {
  const junk = [
    "",
    " ",
    "\u0000",
    "\ud800",
    "](",
    "[x](",
    "$",
    "€",
    "%",
    "1.",
    "https://",
    "a@",
    "@b.c",
    "|",
    "| 1 |\n| - |",
    "TKT-",
    "‮",
    "9:99",
    "99/99/9999",
    "1e999",
    "١٢٣ days",
    "½ hour",
  ];

  it.each(junk)("takes %j [GUARD-25]", (text) => {
    expect(() => findingsIn(text, { ...NOTHING, sources: [text], customer: [text], instructions: text })).not.toThrow();
  });

  it("takes anything put together at random [GUARD-25]", () => {
    const pieces = [...junk, ...GOOD, ...Object.values(BAD).flat()];
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const text = Array.from({ length: 8 }, () => {
        const piece = pieces[next(pieces.length)] ?? "";
        return piece.slice(next(piece.length + 1));
      }).join("");
      expect(() => findingsIn(text, EVIDENCE)).not.toThrow();
      // Its own words are a source like any other: no figure of it is then unknown.
      const figures = kindsOf(text, { ...NOTHING, sources: [text] });
      for (const kind of ["amount", "percentage", "duration", "date", "phone", "ticket", "email"] as const)
        expect(figures, text).not.toContain(kind);
    }
  });

  it.each(["$1 ", "we'll refund ", "https://a/(", "| 1 | 5 days "])(
    "takes time in proportion to a text of %j [GUARD-25]",
    (unit) => {
      const ms = (length: number): number => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        const began = cpuMs();
        findingsIn(text, { ...EVIDENCE, sources: [text] });
        return cpuMs() - began;
      };
      ms(5_000);
      // Ten times as long: a hundred times as slow if it were quadratic.
      expect(ms(200_000)).toBeLessThan(40 * Math.max(ms(20_000), 50));
    },
  );

  it("says how the answer has it, each thing once [GUARD-20]", () => {
    expect(findingsIn("It is $59. Yes, $59, and 12% off.", EVIDENCE)).toEqual([
      { kind: "amount", text: "$59" },
      { kind: "percentage", text: "12%" },
    ]);
  });
});
