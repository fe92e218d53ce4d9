import { describe, expect, it } from "vitest";
import { parseTriage } from "../../../src/agent/triage/parse-triage.ts";
import { triageRequest } from "../../../src/agent/triage/triage-request.ts";
import type { Utterance } from "../../../src/agent/turn.ts";

const CHEAP = { name: "claude-haiku-5-5", thinking: { type: "disabled" } } as const;
const said = (text: string, author: Utterance["author"] = "customer"): Utterance => ({ author, text, at: new Date(0) });

describe("the request that sorts what customers write", () => {
  it("is the same for everybody up to what they wrote [TRI-1]", () => {
    const of = (conversationId: string, ...texts: string[]) =>
      triageRequest({ conversationId, earlier: [], unanswered: texts.map((text) => said(text)) }, "en", CHEAP);
    const { messages: _a, metadata: one, ...rest } = of("c-1", "Hello");
    const { messages: _b, metadata: other, ...same } = of("c-2", "What does it cost?", "And now?");
    expect(same).toEqual(rest);
    expect([one, other]).toEqual([{ user_id: "c-1" }, { user_id: "c-2" }]);
  });

  it("has the last of what was said before, and not more than a few thousand signs [TRI-1]", () => {
    const earlier = Array.from({ length: 30 }, (_, n) =>
      said(`Earlier ${n} ${"x".repeat(2_000)}`, n % 2 ? "assistant" : "customer"),
    );
    const unanswered = Array.from({ length: 40 }, (_, n) => said(`Now ${n} ${"y".repeat(50_000)}`));
    const text = JSON.stringify(triageRequest({ conversationId: "c", earlier, unanswered }, "en", CHEAP).messages);
    expect(text).toContain("Earlier 29");
    expect(text).not.toContain("Earlier 25 ");
    expect(text).toContain("Now 39");
    expect(text.length).toBeLessThan(25_000);
  });

  it("names the language of the articles, also one that has no name [TRI-4]", () => {
    const systemIn = (language: string) =>
      JSON.stringify(triageRequest({ conversationId: "c", earlier: [], unanswered: [] }, language, CHEAP).system);
    expect(systemIn("pt-BR")).toContain("Brazilian Portuguese");
    expect(systemIn("not a tag")).toContain("not a tag");
  });
});

const LABELS = {
  category: "billing",
  severity: "low",
  intent: "ask about plans",
  sentiment: "neutral",
  language: "en",
  wantsHuman: false,
  translation: null,
};
const answer = (text: string, stop_reason = "end_turn") =>
  ({ content: [{ type: "text", text }], stop_reason }) as never;

describe("what the cheap model answers", () => {
  it("is cut to what is kept of it [TRI-1]", () => {
    const long = { ...LABELS, intent: ` ask\nabout ${"plans ".repeat(50)}`, translation: "  " };
    expect(parseTriage(answer(JSON.stringify(long)))).toMatchObject({
      intent: expect.stringMatching(/^ask about plans[a-z ]{0,70}$/),
      translation: null,
    });
  });

  it.each<[string, unknown]>([
    ["text", "billing"],
    ["a list", [LABELS]],
    ["null", null],
    ["an unknown category", { ...LABELS, category: "refunds" }],
    ["a missing label", { ...LABELS, sentiment: undefined }],
    ["words for a language", { ...LABELS, language: "German, probably" }],
    ["a yes for a boolean", { ...LABELS, wantsHuman: "yes" }],
  ])("counts for nothing when it is %s [TRI-2]", (_name, said) => {
    expect(parseTriage(answer(JSON.stringify(said)))).toBeNull();
  });

  it("counts for nothing when it was cut off or refused [TRI-2]", () => {
    expect(parseTriage(answer(JSON.stringify(LABELS)))).toEqual(LABELS);
    for (const reason of ["max_tokens", "refusal", "pause_turn"])
      expect(parseTriage(answer(JSON.stringify(LABELS), reason))).toBeNull();
    expect(parseTriage(answer('{"category": "billing"'))).toBeNull();
  });
});
