import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import { clientOf, standInFor } from "../messages/messages-case.ts";

type Params = Anthropic.MessageCreateParamsNonStreaming;

async function create(params: Partial<Params> & Pick<Params, "messages">): Promise<Anthropic.Message> {
  const standIn = await standInFor({ brain: createDemoBrain() });
  return clientOf(standIn).messages.create({ model: "claude-haiku-5-5", max_tokens: 1_000, ...params });
}

const textOf = (message: Anthropic.Message) =>
  message.content.map((block) => (block.type === "text" ? block.text : "")).join("");

const TRIAGE = {
  type: "object",
  properties: {
    category: { type: "string", enum: ["billing", "technical", "account", "general"] },
    severity: { type: "string", enum: ["low", "medium", "high", "critical"] },
    sentiment: { type: "string", enum: ["positive", "neutral", "negative", "angry"] },
    language: { type: "string" },
    wants_human: { type: "boolean" },
    intent: { type: "string" },
    translation: { anyOf: [{ type: "string" }, { type: "null" }] },
    legal_threat: { type: "boolean" },
    summary: { type: "string" },
    topic: { anyOf: [{ type: "string", enum: ["shipping", "refunds", "other"] }, { type: "null" }] },
    confidence: { type: "number" },
    tags: { type: "array", items: { type: "string" } },
    details: {
      type: "object",
      properties: { urgent: { type: "boolean" } },
      required: ["urgent"],
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
const SCHEMA = { ...TRIAGE, required: Object.keys(TRIAGE.properties) };

const triage = async (words: string) =>
  JSON.parse(
    textOf(
      await create({
        system: "Label the customer's message.",
        thinking: { type: "disabled" },
        output_config: { format: { type: "json_schema", schema: SCHEMA } },
        messages: [{ role: "user", content: `<customer_message>\n${words}\n</customer_message>` }],
      }),
    ),
  ) as Record<string, unknown>;

it("structured output fills any schema by what its fields are called", async () => {
  expect(await triage("I was charged twice, I need my refund today!")).toEqual({
    category: "billing",
    severity: "high",
    sentiment: "negative",
    language: "en",
    wants_human: false,
    intent: "dispute a double charge",
    translation: null,
    legal_threat: false,
    summary: "I was charged twice, I need my refund today!",
    topic: "refunds",
    confidence: 0.5,
    tags: [],
    details: { urgent: true },
  });
});

it.each([
  ["Hello", { category: "general", severity: "low", sentiment: "neutral", topic: "other", wants_human: false }],
  ["Quiero hablar con un agente por favor", { wants_human: true, language: "es" }],
  [
    "This is ridiculous!!! I will sue you, useless scammers",
    { sentiment: "angry", legal_threat: true, details: { urgent: true } },
  ],
  [
    "What does the Pro plan cost?",
    { category: "billing", severity: "low", translation: null, intent: "ask about billing matters" },
  ],
  ["I want my money back for June", { category: "billing", intent: "get a refund" }],
  ["Could I speak to a real person?", { intent: "talk to a human" }],
  ["Someone has hacked into my account", { category: "account", severity: "critical" }],
  [
    "Wie lange dauert eine Rückerstattung?",
    { category: "billing", language: "de", translation: "how long take refund" },
  ],
  ["Combien coute l'abonnement Pro ?", { language: "fr", translation: "how much cost subscription Pro" }],
  ["¿Cómo puedo restablecer mi contraseña?", { language: "es", translation: "how reset password" }],
  // What the dictionary does not know it does not make up.
  ["Gibt es ein Handbuch für Elefanten?", { language: "de", translation: null }],
  ["The webhook endpoint returns an error", { category: "technical", sentiment: "negative" }],
])("structured output labels: %s", async (words, labels) => {
  expect(await triage(words)).toMatchObject(labels);
});
