import { describe, expect, it } from "vitest";
import type { ShownMessage } from "../../src/contract/index.ts";
import { decide, type Ownership } from "../../src/conversation/ownership.ts";
import { shortAge, waitingSince } from "../../src/desk/page/state/ages.ts";
import { linkedWords, remarkAge, remarkSummary, troubleWords } from "../../src/desk/page/state/channel-words.ts";
import { eventWords } from "../../src/desk/page/state/event-words.ts";
import { keyCommand } from "../../src/desk/page/state/key-command.ts";
import { mailDocument } from "../../src/desk/page/state/mail-document.ts";
import { contactWords } from "../../src/desk/page/state/message-words.ts";
import { answerHint, DESK_ACTS, whyNoAnswer, whyNot } from "../../src/desk/page/state/permitted-acts.ts";
import { timelineOf } from "../../src/desk/page/state/timeline.ts";
import { usd } from "../../src/desk/page/state/turn-words.ts";
import { aConversation, aMessage, anEvent, COLLEAGUE, ME } from "./inbox-shapes.ts";

const HELD = [
  { state: "assistant", assignee: null },
  { state: "queued", assignee: null },
  { state: "operator", assignee: ME },
  { state: "operator", assignee: COLLEAGUE },
  { state: "closed", assignee: null },
] as const;

describe("the buttons [INBOX-6]", () => {
  const cases = HELD.flatMap((held) => [...DESK_ACTS, "answer" as const].map((act) => ({ ...held, act })))
    // The desk offers to reopen instead, which is the same.
    .filter(({ state, act }) => !(state === "closed" && (act === "claim" || act === "answer")));

  it.each(cases)(
    "offer $act of what is $state, $assignee, exactly when the server does it",
    ({ act, state, assignee }) => {
      const now: Ownership = { owner: state, epoch: 1, assigneeId: assignee, engagement: 1, waitingSince: null };
      const by = { operatorId: ME, isAdmin: false };
      const isDone = decide(now, { kind: act, by }, new Date(0)).kind === "changed";
      const held = { state, assignee, flags: [] };
      const reason = act === "answer" ? whyNoAnswer(held, ME, []) : whyNot(act, held, ME);
      expect(reason === null).toBe(isDone);
    },
  );

  it("offer no answer to who has opted out, and none where the conversation is closed", () => {
    expect(whyNoAnswer(aConversation({ flags: ["opted_out"] }), ME, [])).toContain("opted out. Nothing");
    expect(whyNoAnswer(aConversation({ state: "closed" }), ME, [])).toContain("Reopen");
  });

  it("say beforehand that nothing reaches the customer, and what else sending does [SMSE-3]", () => {
    const hint = answerHint(aConversation({ state: "queued", flags: ["unreachable"] }));
    expect(hint).toMatch(/^Nothing reaches the customer here.*makes this conversation yours\.$/);
    expect(whyNoAnswer(aConversation({ state: "queued", flags: ["unreachable"] }), ME, [])).toBeNull();
  });

  it("say who has it", () => {
    const colleagues = aConversation({ state: "operator", assignee: COLLEAGUE });
    expect(whyNot("claim", colleagues, ME)).toContain(COLLEAGUE);
    expect(whyNoAnswer(colleagues, ME, [])).toContain(COLLEAGUE);
  });

  it.each([
    ["by text", { since: "2026-03-12T12:00:00.000Z" }, /opted out on \D*12\D+2026 by text\. .* text START/],
    [
      "by the provider",
      { since: "2026-03-12T12:00:00.000Z", code: "twilio_21610" },
      /12\D+2026 at the latest, as the provider says/,
    ],
    ["by an event of before", {}, /opted out on \D*20\D+2026 by text/],
  ])("say since when a customer has opted out, and how it is known: %s [SMSO-5]", (_name, data, expected) => {
    const old = anEvent(1, {
      kind: "opted_out",
      data: { since: "2025-01-01T12:00:00.000Z" },
      at: "2025-01-01T12:00:00.000Z",
    });
    const events = [
      old,
      anEvent(2, { kind: "opted_in" }),
      anEvent(3, { kind: "opted_out", data, at: "2026-03-20T12:00:00.000Z" }),
    ];
    expect(whyNoAnswer(aConversation({ flags: ["opted_out"] }), ME, events)).toMatch(expected);
  });

  it("tell beforehand that an answer takes the conversation", () => {
    expect(HELD.map(({ state }) => answerHint(aConversation({ state })) !== null)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("keys", () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false, isInField: false };

  it.each<[string, Parameters<typeof keyCommand>[0], string | null]>([
    ["a letter", { ...press, key: "j" }, "next"],
    ["a sign", { ...press, key: "?" }, "help"],
    ["a letter in a field is a letter", { ...press, key: "j", isInField: true }, null],
    ["the way out of a field", { ...press, key: "Escape", isInField: true }, "leave"],
    ["the browser's own", { ...press, key: "c", ctrlKey: true }, null],
    ["part of a character", { ...press, key: "n", isComposing: true }, null],
    ["nothing", { ...press, key: "x" }, null],
  ])("mean what they say: %s", (_name, pressed, expected) => {
    expect(keyCommand(pressed)).toBe(expected);
  });
});

describe("the timeline", () => {
  const dayOf = (at: string): string => at.slice(0, 10);
  const on = (seq: number, at: string, parts: Partial<ShownMessage> = {}) =>
    aMessage(seq, { at: `2026-11-${at}:00.000Z`, ...parts });

  it("is messages and events by seq, with the days between [INBOX-1]", () => {
    const rows = timelineOf(
      [on(4, "27T09:00"), on(2, "26T10:00")],
      [anEvent(3, { at: "2026-11-26T11:00:00.000Z" }), anEvent(1)],
      dayOf,
    );
    expect(rows.map(({ key }) => key)).toEqual(["day-e1", "e1", "m2", "e3", "day-m4", "m4"]);
  });

  it.each<[string, ShownMessage, boolean]>([
    ["the same author within minutes", on(2, "26T10:04"), true],
    ["the same author much later", on(2, "26T10:06"), false],
    ["somebody else", on(2, "26T10:01", { author: "operator" }), false],
  ])("names the author once: %s", (_name, next, expected) => {
    expect(timelineOf([on(1, "26T10:00"), next], [], dayOf).at(-1)).toMatchObject({ isContinued: expected });
  });

  it("names the author of a note anew after an answer", () => {
    const said = on(1, "26T10:00", { author: "operator" });
    const note = on(2, "26T10:00", { author: "operator", internal: true });
    expect(timelineOf([said, note], [], dayOf).at(-1)).toMatchObject({ isContinued: false });
  });
});

describe("a mail's own document [INBOX-5]", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(mailDocument("<p>Hi</p>"))?.[1];

  it("may load nothing but what it brings along", () => {
    expect(policy?.split("; ")).toEqual(
      expect.arrayContaining(["default-src 'none'", "img-src data:", "form-action 'none'"]),
    );
    expect(policy).not.toMatch(/script|http|\*/);
  });

  it("has its policy before anything of the mail", () => {
    const document = mailDocument("<p>Hi</p>");
    expect(document.indexOf("Content-Security-Policy")).toBeLessThan(document.indexOf("<p>Hi</p>"));
  });
});

describe("words", () => {
  it.each([
    ["a claim", anEvent(1, { kind: "claimed", by: ME }), `${ME} took the conversation`],
    ["a customer who came back", anEvent(1, { kind: "reopened", by: null }), "The customer wrote again: reopened"],
    ["a ticket", anEvent(1, { kind: "ticket_opened", by: null, data: { number: "TKT-7" } }), "Ticket TKT-7 opened"],
    ["a right code", anEvent(1, { kind: "verified", by: null }), "The customer proved who they are by a one-time code"],
    ["what this page does not know", anEvent(1, { kind: "moved_away", by: null }), "Moved away"],
  ])("for %s", (_name, event, expected) => {
    expect(eventWords(event)).toBe(expected);
  });

  it.each([
    ["his name", { name: "Zoë", address: "zoe@example.org" }, "Zoë"],
    ["his address", { name: null, address: "+15551230001" }, "+15551230001"],
    ["what he is", { name: null, address: "" }, "Visitor"],
  ])("call a customer by %s", (_name, contact, expected) => {
    expect(contactWords(contact)).toBe(expected);
  });

  it.each([
    ["a clock that goes ahead", -5, "now"],
    ["seconds", 59, "now"],
    ["minutes", 60, "1 min"],
    ["hours", 3 * 3_600 + 100, "3 h"],
    ["days", 50 * 3_600, "2 d"],
  ])("for an age: %s", (_name, seconds, expected) => {
    expect(shortAge(new Date(0).toISOString(), seconds * 1_000)).toBe(expected);
  });

  it("say since when somebody waits: since the handoff, whatever he wrote after it", () => {
    const handoff = {
      reason: "",
      priority: "normal",
      trigger: "model",
      summary: "",
      at: "2026-11-26T09:00:00.000Z",
      pack: null,
    } as const;
    expect(waitingSince(aConversation({ handoff }))).toBe(handoff.at);
    expect(waitingSince(aConversation())).toBe(aConversation().lastMessageAt);
  });

  it.each([
    [0, "$0"],
    [40, "< $0.0001"],
    [13_400, "$0.0134"],
    [2_345_678, "$2.35"],
  ])("for a cost of %i millionths", (micros, expected) => {
    expect(usd(micros)).toBe(expected);
  });
});

describe("channels that do not work", () => {
  it("are named with the reason, and those that work are not [SMSE-8]", () => {
    const well = { channel: "email", ok: true, why: null } as const;
    const held = { channel: "sms", ok: false, why: "Twilio does not accept our credentials. 3 texts wait." } as const;
    expect(troubleWords([well, held])).toEqual(["SMS: Twilio does not accept our credentials. 3 texts wait."]);
  });
});

describe("what an administrator is to hear of [SMSX-42]", () => {
  const NOW = Date.parse("2026-03-12T12:00:00.000Z");
  const remark = (count: number, last: string) => ({ code: "twilio_30034", why: "No.", count, since: last, last });
  const seldom = remark(1, "2026-03-12T11:59:30.000Z");
  const often = remark(3, "2026-03-12T09:00:00.000Z");
  const view = (...remarks: (typeof seldom)[]) => ({ channel: "sms", ok: true, why: null, remarks }) as const;

  it("comes to so many", () => {
    expect(remarkSummary(view(seldom))).toBe("SMS: 1 text did not arrive. An administrator can help.");
    expect(remarkSummary(view(seldom, often))).toBe("SMS: 4 texts did not arrive. An administrator can help.");
  });

  it("says how often and how long ago", () => {
    expect(remarkAge(view(), seldom, NOW)).toBe("1 text, just now");
    expect(remarkAge(view(), often, NOW)).toBe("3 texts, the last 3 h ago");
  });

  it("leads to the provider's page, by the name of its site", () => {
    const url = "https://www.twilio.com/docs/messaging/compliance/a2p-10dlc";
    expect(linkedWords(`Register it (${url}).`)).toEqual([
      { text: "Register it (", url: null },
      { text: "twilio.com", url },
      { text: ").", url: null },
    ]);
    expect(linkedWords("Nowhere.")).toEqual([{ text: "Nowhere.", url: null }]);
  });
});
