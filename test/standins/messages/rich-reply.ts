import type Anthropic from "@anthropic-ai/sdk";
import { citedText, ping, reply, text, thinking, toolUse } from "../../../src/standins/messages/reply.ts";
import { HELLO } from "./messages-case.ts";

const FOUND: Anthropic.SearchResultBlockParam[] = ["Refunds", "Plans"].map((title) => ({
  type: "search_result",
  source: `https://help.example/${title.toLowerCase()}`,
  title,
  content: [
    { type: "text", text: `${title}, first part. ` },
    { type: "text", text: `${title}, second part.` },
  ],
  citations: { enabled: true },
}));

/** Asks for a rich reply: it declares its tool and has its sources. */
export const ASKS = {
  ...HELLO,
  thinking: { type: "between_tools" },
  tools: [{ name: "look_up", input_schema: { type: "object", properties: { query: { type: "string" } } } }],
  messages: [{ role: "user", content: [...FOUND, { type: "text", text: "Hello" }] }],
} satisfies Anthropic.MessageCreateParams;

/** Something of everything. */
export const RICH = reply(
  thinking("They want to know whether a refund is possible."),
  text("Yes, "),
  citedText("refunds are possible – naïvely put: 30 € 😀", { result: 0, from: 0, to: 2 }, { result: 1, from: 1 }),
  ping(),
  toolUse("look_up", { query: 'größe "quoted" \n 😀', deep: { list: [1, 2.5, null, true] } }),
  toolUse("look_up", {}),
);

/** Without what is made up anew each time. */
export function stripped(message: Anthropic.Message): unknown {
  const content = message.content.map((block) => ({
    ...block,
    id: "",
    signature: "",
    input: "input" in block ? block.input : null,
  }));
  return { ...message, id: "", content, parsed_output: null };
}
