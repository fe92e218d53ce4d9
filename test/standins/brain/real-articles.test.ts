import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Knowledge } from "../../../src/knowledge/knowledge.ts";
import { conversation, openHelpCentre, type Said } from "./real-conversation.ts";
import json from "./texts.json" with { type: "json" };

/**
 * Conversations of ordinary customers, by SMS unless they say otherwise. A turn is a message, or several that came in one
 * go. The last answer must match `says` and must not match `never`.
 */
const CASES = z
  .array(
    z.strictObject({
      channel: z.enum(["sms", "email", "widget"]).default("sms"),
      texts: z.array(z.union([z.string(), z.array(z.string())])).min(1),
      says: z.string(),
      never: z.string(),
    }),
  )
  .parse(json)
  .map((one) => ({ ...one, name: one.texts.flat().join(" / ") }));

/** Points to what stands before it, where nothing does. */
const POINTS_BACK =
  /^(?:\d\. |- )?(?:do the above|see above|as above|then\b|otherwise\b|in that case\b|that is why\b|[2-9]\. )/i;

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openHelpCentre();
});
afterAll(() => knowledge.close());

function lastAnswer({ channel, texts }: Pick<(typeof CASES)[number], "channel" | "texts">): Said {
  const say = conversation(knowledge, channel);
  return texts.map((turn) => say([turn].flat())).at(-1) ?? { text: "", cites: false };
}

describe("with the real articles and the real search", () => {
  it.each(CASES)("the brain answers by $channel: $name", ({ says, never, ...one }) => {
    const { text } = lastAnswer(one);
    expect(text).toMatch(new RegExp(says, "i"));
    expect(text).not.toMatch(new RegExp(never, "i"));
  });

  it("no answer begins with what is not in it, ends with what is to follow, or is too long for a text", () => {
    for (const one of CASES) {
      const { text } = lastAnswer(one);
      expect(text).not.toMatch(POINTS_BACK);
      expect(text).not.toMatch(/:$/);
      if (one.channel === "sms") expect(text.length).toBeLessThanOrEqual(320);
    }
  });

  it("no answer has a figure that no public article has", () => {
    for (const one of CASES) {
      for (const figure of figuresOf(lastAnswer(one).text)) expect(FIGURES).toContain(figure);
    }
  });

  it("a message without text is asked about, in words of our own", () => {
    expect(lastAnswer({ channel: "sms", texts: [""] })).toEqual({
      text: "Your message came without any text. What is it about? A few words are enough.",
      cites: false,
    });
    const later = lastAnswer({ channel: "sms", texts: ["How much is Pro per month?", " "] });
    expect(later).toMatchObject({ text: expect.stringContaining("What is it about?"), cites: false });
  });
});

function figuresOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

const ARTICLES = join(import.meta.dirname, "../../../knowledge/articles");
const FIGURES = readdirSync(ARTICLES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && !file.startsWith("internal"))
  .flatMap((file) => figuresOf(readFileSync(join(ARTICLES, file), "utf8")))
  .concat(figuresOf("TKT-1001"));
