import type Anthropic from "@anthropic-ai/sdk";
import { type Block, blocksOf, type MessagesRequest } from "../../src/standins/messages/request.ts";
import type { LoggedRequest } from "../../src/standins/messages/request-log.ts";
import type { MessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";

/** What the settings say when they say nothing: who answers customers, and who sorts what they write. */
export const REPLY_MODEL = "claude-sonnet-5-5";
export const CHEAP_MODEL = "claude-haiku-5-5";

/** The same stand-in, of which a script that names no model is for the one that answers customers. */
export function scriptedForReplies(standIn: MessagesStandIn): MessagesStandIn {
  return { ...standIn, script: (entries, whose) => standIn.script(entries, { model: REPLY_MODEL, ...whose }) };
}

type ModelCall = LoggedRequest & { readonly body: MessagesRequest };

/** The requests for an answer to a customer, oldest first, with what became of them. */
export function modelCalls(standIn: MessagesStandIn): ModelCall[] {
  return callsOf(standIn).filter(({ body }) => body.model !== CHEAP_MODEL);
}

/** The bodies of the requests that sort what customers write. */
export function triageRequests(standIn: MessagesStandIn): MessagesRequest[] {
  return callsOf(standIn).flatMap(({ body }) =>
    body.model === CHEAP_MODEL && body.output_config?.format ? [body] : [],
  );
}

function callsOf({ requests }: MessagesStandIn): ModelCall[] {
  return requests.filter(({ method, path }) => method === "POST" && path === "/v1/messages") as ModelCall[];
}

/** The bodies of these requests. */
export function modelRequests(model: MessagesStandIn): MessagesRequest[] {
  return modelCalls(model).map(({ body }) => body);
}

/** What a request says last: the blocks of its last message. */
export function lastInput(request: MessagesRequest | undefined): readonly Block[] {
  return blocksOf(request?.messages.at(-1)?.content ?? []);
}

/** The types of its blocks, with the fence of a text: `customer_message`, `context`. */
export function shapeOf(blocks: readonly Block[]): string[] {
  return blocks.map((block) => (block.type === "text" ? (/^<(\w+)>/.exec(block.text)?.[1] ?? "text") : block.type));
}

/** What customers say in these blocks. */
export function customerWords(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    const [, words] =
      block.type === "text" ? (/^<customer_message>\n([\s\S]*)\n<\/customer_message>$/.exec(block.text) ?? []) : [];
    return words === undefined ? [] : [words];
  });
}

/** The words of the text blocks with this fence. */
export function fencedWords(name: "context" | "earlier_conversation", blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    const [, words] =
      block.type === "text" ? (new RegExp(`^<${name}>\\n([\\s\\S]*)\\n</${name}>$`).exec(block.text) ?? []) : [];
    return words === undefined ? [] : [words];
  });
}

export function toolResults(blocks: readonly Block[]): Anthropic.ToolResultBlockParam[] {
  return blocks.filter((block) => block.type === "tool_result");
}
