import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { CATEGORIES, SEVERITIES } from "../../conversation/model.ts";
import type { Triage } from "./triage.ts";

const MAX_INTENT_LENGTH = 80;
const MAX_TRANSLATION_LENGTH = 300;

/** BCP 47 as far as anybody needs it here: a language, with or without a script and a region. */
const TAG = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i;

const line = (length: number) =>
  z.string().transform((text) => text.replaceAll(/\s+/g, " ").trim().slice(0, length).toWellFormed());

const ANSWER = z.object({
  category: z.enum(CATEGORIES),
  severity: z.enum(SEVERITIES),
  intent: line(MAX_INTENT_LENGTH),
  sentiment: z.enum(["positive", "neutral", "negative", "angry"]),
  language: z.string().trim().regex(TAG),
  wantsHuman: z.boolean(),
  translation: line(MAX_TRANSLATION_LENGTH).nullable(),
});

/** What the answer is forced into, as the API wants it. It keeps to shapes; how long a text may be is ours to see to. */
export const TRIAGE_SCHEMA = {
  type: "object",
  properties: {
    category: { type: "string", enum: [...CATEGORIES] },
    severity: { type: "string", enum: [...SEVERITIES] },
    intent: { type: "string" },
    sentiment: { type: "string", enum: [...ANSWER.shape.sentiment.options] },
    language: { type: "string" },
    wantsHuman: { type: "boolean" },
    translation: { anyOf: [{ type: "string" }, { type: "null" }] },
  },
  required: Object.keys(ANSWER.shape),
  additionalProperties: false,
};

/** What the cheap model has answered; null for whatever is not what it was asked for. */
export function parseTriage({ content, stop_reason: stopReason }: Anthropic.Message): Triage | null {
  if (stopReason !== "end_turn") return null;
  const text = content.map((block) => (block.type === "text" ? block.text : "")).join("");
  const parsed = ANSWER.safeParse(parseJson(text));
  if (!parsed.success) return null;
  return { ...parsed.data, translation: parsed.data.translation || null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
