import { describe, expect, it } from "vitest";
import { createBefore } from "../../../src/agent/guard/before.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { NO_REQUESTS, REQUESTS } from "./human-cases.ts";
import { LAST_MUST, LAST_NEGATIVES } from "./last-cases.ts";
import { LATER_MUST, LATER_NEGATIVES } from "./later-cases.ts";
import { NO_THREATS, THREATS } from "./legal-cases.ts";
import { DISPUTES, NO_DISPUTES } from "./money-cases.ts";
import { MORE_HARM } from "./more-harm-cases.ts";
import { MORE_NEGATIVES } from "./more-negatives.ts";
import { MORE_WISHES } from "./more-wish-cases.ts";
import { PROBED_MUST } from "./probed-cases.ts";
import { PROBED_NEGATIVES } from "./probed-negatives.ts";
import { RULES } from "./rules.ts";
import { INCIDENTS, NO_INCIDENTS } from "./security-cases.ts";

type Case = string | readonly string[];

const before = createBefore(RULES);

/** The last message is the newest; the ones before it were answered. */
function verdictOf(written: Case, rules = RULES) {
  const messages = typeof written === "string" ? [written] : written;
  const said = {
    now: messages.slice(-1),
    before: messages.slice(0, -1),
    customerMessages: messages.length,
    handledMessages: 0,
  };
  return rules === RULES ? before(said) : createBefore(rules)(said);
}

const ruleOf = (written: Case) => verdictOf(written).escalation?.rule ?? null;
const named = (cases: readonly Case[]) => cases.map((written) => ({ name: String(written).slice(0, 90), written }));

describe("what always goes to a human", () => {
  it.each(named(DISPUTES))("a dispute over more than $200: $name [GUARD-1]", ({ written }) => {
    expect(ruleOf(written)).toBe("money");
  });
  it.each(named(INCIDENTS))("a security incident: $name [GUARD-2]", ({ written }) => {
    expect(ruleOf(written)).toBe("security");
  });
  it.each(named(THREATS))("a legal threat: $name [GUARD-3]", ({ written }) => {
    expect(ruleOf(written)).toBe("legal");
  });
  it.each(named(REQUESTS))("a customer who asks for a human: $name [GUARD-4]", ({ written }) => {
    expect(ruleOf(written)).toBe("human_request");
  });
});

describe("a message without a full stop", () => {
  const rant = "i have waited for so long and nobody cares about it and the app is slow and ".repeat(10);
  it.each([
    ["and you will hear from my lawyer", "legal"],
    ["and let me speak to a human being please", "human_request"],
  ])("is read wherever it says: %s [GUARD-3, GUARD-4]", (end, rule) => {
    for (let length = 500; length < 640; length += 1)
      expect(ruleOf(`${rant.slice(0, length).replace(/ \S*$/, "")} ${end}`), String(length)).toBe(rule);
  });
});

describe("what only sounds like it", () => {
  it.each(named([...NO_DISPUTES, ...NO_INCIDENTS, ...NO_THREATS, ...NO_REQUESTS]))(
    "stays with the assistant: $name [GUARD-5]",
    ({ written }) => {
      expect(verdictOf(written)).toEqual({ flags: [], escalation: null });
    },
  );
});

describe("further phrasings", () => {
  it.each([MORE_HARM, MORE_WISHES, LATER_MUST, LAST_MUST, PROBED_MUST].flatMap((byRule) => Object.entries(byRule)))(
    "all go to a human: %s [GUARD-5]",
    (rule, cases: readonly Case[]) => {
      expect(cases.filter((written) => ruleOf(written) !== rule)).toEqual([]);
    },
  );

  it("that only sound like it stay with the assistant [GUARD-5]", () => {
    expect(
      [...MORE_NEGATIVES, ...LATER_NEGATIVES, ...LAST_NEGATIVES, ...PROBED_NEGATIVES].filter(
        (written) => ruleOf(written) !== null,
      ),
    ).toEqual([]);
  });
});

describe("of a verdict", () => {
  it.each([
    ["money", "You charged me $250 by mistake", "normal", "rule", "billing", "high", true],
    ["security", "My account was hacked", "urgent", "rule", "account", "critical", true],
    ["security", "I found a SQL injection in your API", "urgent", "rule", "technical", "critical", true],
    ["legal", "I will sue you", "urgent", "rule", "general", "high", false],
    ["human_request", "I want to talk to a human", "normal", "customer", null, null, false],
  ])(
    "%s has the right priority and the rest: %s [GUARD-6]",
    (rule, text, priority, trigger, category, severity, opensTicket) => {
      expect(verdictOf(text).escalation).toEqual({
        rule,
        reason: expect.stringMatching(/^The customer .{10,}\.$/),
        priority,
        trigger,
        category,
        severity,
        opensTicket,
      });
    },
  );

  it("the sum is said to operators, not the words [GUARD-6]", () => {
    expect(verdictOf("Refund me $150 and $90, you thieves").escalation?.reason).toBe(
      "The customer disputes about $240.00, more than the limit of $200.",
    );
  });

  it.each([
    [
      "security before all else",
      "I was hacked, you charged me $900 for it, my lawyer will sue, get me a human",
      "security",
    ],
    ["the law before money", "Refund the $900 or I will sue you. I want to talk to a human.", "legal"],
    ["money before the wish for a human", "You charged me $900 by mistake, I want to talk to a human", "money"],
  ])("the most urgent rule counts: %s [GUARD-6]", (_name, text, rule) => {
    expect(ruleOf(text)).toBe(rule);
  });
});

describe("the policy", () => {
  it.each([
    [{ disputedUsdOver: 50 }, "charged $60 by mistake", "money"],
    [{ disputedUsdOver: 1_000 }, "charged $600 by mistake", null],
    [{ security: false }, "My account was hacked", null],
    [{ legal: false }, "I will sue you", null],
    [{ humanRequest: false }, "I want to talk to a human", null],
    [{ phrases: ["Chef-Etage"] }, "ich will die chef-etage!", "human_request"],
    [{ phrases: ["Chef-Etage"] }, "der Chefkoch ist da", null],
    [{ phrases: [" ", "!"] }, "What does Pro cost?", null],
    [{ usdPer: { EUR: 2 } }, "charged €101 by mistake", "money"],
    [{ usdPer: {} }, "charged €5000 by mistake", null],
  ])("decides: %j: %s [GUARD-7]", (change, text, rule) => {
    expect(verdictOf(text, { ...RULES, ...change }).escalation?.rule ?? null).toBe(rule);
  });

  it("says whether a legal threat is more than a flag [GUARD-8]", () => {
    const only = { ...RULES, flags: { ...RULES.flags, legalThreat: false } };
    expect(verdictOf("I will sue you", only)).toEqual({ flags: ["legal_threat"], escalation: null });
    expect(verdictOf("I will sue you").flags).toEqual(["legal_threat"]);
  });

  it("a threat over money is followed up like a dispute, as urgent as a threat [GUARD-3]", () => {
    expect(verdictOf("You charged me $900 that I never agreed to, my lawyer will sue you").escalation).toMatchObject({
      rule: "legal",
      priority: "urgent",
      category: "billing",
      opensTicket: true,
      reason: expect.stringContaining("$900.00"),
    });
  });

  it("a threat is flagged also when a more urgent rule counts [GUARD-8]", () => {
    expect(verdictOf("I was hacked and I will sue you")).toMatchObject({
      flags: ["legal_threat"],
      escalation: { rule: "security" },
    });
  });

  it.each([
    [20, true, [], undefined],
    [21, true, ["over_20_messages"], "messages"],
    [21, false, ["over_20_messages"], undefined],
  ])("says how many messages are too many: %i, escalates: %s [GUARD-9]", (customerMessages, escalates, flags, rule) => {
    const rules = { ...RULES, flags: { ...RULES.flags, over20Messages: escalates } };
    const said = { now: ["and how do I export?"], before: [], customerMessages };
    const verdict = createBefore(rules)({ ...said, handledMessages: 0 });
    expect(verdict.flags).toEqual(flags);
    expect(verdict.escalation?.rule).toBe(rule);
    // Whoever gave the conversation back when there were so many already has seen it.
    expect(createBefore(rules)({ ...said, handledMessages: 21 }).escalation).toBeNull();
  });
});

describe("words in disguise", () => {
  it.each([
    ["capitals", "I WANT TO TALK TO A HUMAN"],
    ["full-width letters", "Ｉ ｗａｎｔ ｔｏ ｔａｌｋ ｔｏ ａ ｈｕｍａｎ"],
    ["invisible characters", "I want to talk to a hu\u200Bm\u00ADan"],
    ["accents", "I wánt to tàlk to a hümän"],
    ["odd spaces", "I\u00A0want\u2003to  talk\tto a human"],
    [
      "a line break in the middle",
      "Dear support, please understand that I really only want to\ntalk to a human, as I said",
    ],
    ["punctuation", "I want -- to talk, to a *human*!!!"],
    ["bold mathematical letters", "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐭𝐚𝐥𝐤 𝐭𝐨 𝐚 𝐡𝐮𝐦𝐚𝐧"],
  ])("are read: %s [GUARD-10]", (_name, text) => expect(ruleOf(text)).toBe("human_request"));

  it("the names of files say nothing [GUARD-10]", () => {
    expect(ruleOf("see the picture\n[attached file: i-want-to-talk-to-a-human my account was hacked.png]")).toBeNull();
  });
});

describe("hostile input", () => {
  const unit = [
    "I was charged $1 and ",
    "$1,1,1,1.1.1.1 ",
    "my account was ",
    "talk talk talk to to a a the ",
    "1 1 1 1 1 ",
    "one hundred and ",
    "x".repeat(50),
    "'''s't'll ",
    "a.b.c.d? ! ",
    "\n\n\n-\n",
    "twice 2 x $3 total = ",
    "if if if if you ",
    "\u0301\u0301\u200B",
    "(((((",
    "lawyer my my my my to ",
  ];

  it.each(unit)("of 200 KB is read in time that grows with its length: %j [GUARD-11]", (piece) => {
    const timeOf = (bytes: number): number => {
      const text = piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
      const began = cpuMs();
      ruleOf(text);
      return cpuMs() - began;
    };
    timeOf(5_000);
    // Quadratic work would take 256 times as long, on a machine that others use too.
    const [small, large] = [timeOf(12_500), timeOf(200_000)];
    expect(large).toBeLessThan(Math.max(2_500, small * 64));
  });

  it("never throws, whatever characters it is made of [GUARD-11]", () => {
    const pieces = [
      "$",
      "€",
      "1",
      ",",
      ".",
      " ",
      "x",
      "refund",
      "charged",
      "twice",
      "\n",
      "'",
      "human",
      "\uD800",
      "\u0000",
      "total",
      "=",
      "k",
      "not",
      "?",
      "٣",
      "Ⅷ",
      "½",
      "𝟚",
    ];
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 3_000; round += 1) {
      const text = Array.from({ length: next(30) }, () => pieces[next(pieces.length)]).join(next(2) === 0 ? "" : " ");
      expect(() => verdictOf([text, text])).not.toThrow();
    }
  });
});
