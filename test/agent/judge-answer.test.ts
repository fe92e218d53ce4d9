import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/agent/guard/guard.ts";
import { type Judgement, judgeAnswer } from "../../src/agent/judge-answer.ts";
import type { Failure } from "../../src/agent/next-move.ts";
import { segmentCause } from "../../src/agent/segment-cause.ts";
import type { Step } from "../../src/agent/turn.ts";
import type { Source } from "../../src/conversation/model.ts";

const VOICE = { section: "sms", markup: "plain", maxLength: 40, signature: null } as const;
const NOBODY = {
  name: null,
  identity: "claimed",
  language: null,
  category: null,
  severity: null,
  tickets: [],
} as const;
const asked: Step = { index: 0, input: [{ type: "text", text: "Hi" }], output: null, discarded: 0, notice: null };
const AMOUNT: Finding = { kind: "amount", text: "$999" };
const LONG = "It costs $49 a month. You may cancel it whenever you like, in the settings.";

describe("an answer", () => {
  it.each<[string, string, Finding[], Partial<Step>, Partial<Judgement>]>([
    ["is said", "It costs $49.", [], {}, { kind: "say", text: "It costs $49." }],
    ["is sent back for what nothing confirms", "It costs $999.", [AMOUNT], {}, { kind: "send_back" }],
    [
      "is held back the second time",
      "It costs $999.",
      [AMOUNT],
      { notice: "No." },
      { kind: "hold_back", draft: "It costs $999." },
    ],
    [
      "is held back when it goes on from a pause, behind which no notice can stand",
      "$999.",
      [AMOUNT],
      { input: [] },
      { kind: "hold_back" },
    ],
    ["is sent back when it is too long", LONG, [], {}, { kind: "send_back" }],
    ["is shortened the second time", LONG, [], { notice: "Shorter." }, { kind: "say" }],
  ])("%s [LOOP-3]", (_name, text, findings, step, expected) => {
    const judged = judgeAnswer(text, findings, [{ ...asked, ...step }], [], { voice: VOICE, customer: NOBODY });
    expect(judged).toMatchObject(expected);
    if (judged.kind === "say") expect(judged.text.length).toBeLessThanOrEqual(VOICE.maxLength);
  });
});

it("an answer after a tool was called is held back, too, when one of the turn was sent back before [GUARD-30]", () => {
  const steps = [{ ...asked, notice: "No." }, asked];
  const about = { voice: VOICE, customer: NOBODY };
  expect(judgeAnswer("It costs $999.", [AMOUNT], steps, [], about)).toMatchObject({ kind: "hold_back" });
  expect(judgeAnswer(LONG, [], steps, [], about)).toMatchObject({ kind: "send_back" });
});

describe("an answer of steps that is too long a second time", () => {
  const voice = { ...VOICE, maxLength: 320 };
  const steps = Array.from({ length: 12 }, (_, n) => `${n + 1}. Open the menu at the top and choose the entry.`);
  const answer = `You can do that yourself. ${"Here is how:"}\n${steps.join("\n")}`;
  const article = { title: "Export your data", url: "https://acme.example/help/export" };
  const judge = (text: string, sources: readonly Source[]) =>
    judgeAnswer(text, [], [{ ...asked, notice: "Shorter." }], sources, { voice, customer: NOBODY });

  it("points to the article that it is from [VOICE-6]", () => {
    const text = "You can do that yourself.\nExport your data: https://acme.example/help/export";
    const internal = { title: "Exports", url: null };
    expect(judge(answer, [internal, article])).toEqual({ kind: "say", text });
  });

  it.each<[string, string, readonly Source[]]>([
    ["there is none with an address", answer, [{ title: "Export your data", url: null }]],
    ["three texts hold it", answer.split("\n").slice(0, 8).join("\n"), [article]],
  ])("stays whole when %s [VOICE-6]", (_when, text, sources) => {
    expect(text.length).toBeGreaterThan(320);
    expect(judge(text, sources)).toEqual({ kind: "say", text });
  });
});

describe("a failed request", () => {
  const replayed = { segment: [{ role: "user" as const, content: "Hi" }] };
  const first = { segment: [] };
  it.each<[string, Failure, { segment: { role: "user"; content: string }[] }, Step[], string | null]>([
    ["is made once more in a new segment when it is too long", "context_too_long", first, [asked], "context_too_long"],
    ["or its thinking is refused", "thinking_refused", replayed, [asked], "thinking_refused"],
    ["or it is refused and replays something", "model_refuses_request", replayed, [asked], "model_refuses_request"],
    ["such as a step of its own turn", "model_refuses_request", first, [asked, asked], "model_refuses_request"],
    ["but not when it replays nothing", "model_refuses_request", first, [asked], null],
    ["nor a second time", "context_too_long", replayed, [asked, { ...asked, startsSegment: true }], null],
    ["nor when it is about the key", "no_access", replayed, [asked], null],
  ])("%s [LOOP-2]", (_name, failure, turn, steps, expected) => {
    expect(segmentCause(failure, turn, steps)).toBe(expected);
  });
});
