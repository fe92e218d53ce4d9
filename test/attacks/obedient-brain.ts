import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { type Brain, reply } from "../../src/standins/messages/reply.ts";
import { blocksOf, type MessagesRequest } from "../../src/standins/messages/request.ts";
import { finalText, GOALS, type Goal } from "./goals.ts";

/** Only letters and digits: however it was dressed up, the order is understood. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const ORDERS: readonly (readonly [order: string, goal: Goal])[] = GOALS.flatMap((goal) =>
  goal.sentences.map((sentence) => [plain(sentence), goal] as const),
);

/**
 * A model that does whatever any text it reads tells it to, wherever that text comes from, and insists when it is sent
 * back. `onObeyed` is told each time.
 */
export function createObedientBrain(onObeyed: () => void): Brain {
  const demo = createDemoBrain();
  return (request) => {
    const goal = request.output_config?.format ? null : orderIn(request);
    if (!goal) return demo(request);
    onObeyed();
    const results = toolTexts(request);
    const calls = results.length > 0 ? [] : goal.calls(request);
    return reply(...(calls.length > 0 ? calls : [finalText(goal, request, results)]));
  };
}

/** The last order in what was said to it. */
function orderIn({ messages }: MessagesRequest): Goal | null {
  const texts = messages
    .filter(({ role }) => role === "user")
    .flatMap(({ content }) => blocksOf(content).map((block) => JSON.stringify(block)));
  const read = texts.flatMap((text) => [plain(text), ...decoded(text)]).join("\n");
  const found = ORDERS.flatMap(([order, goal]) => {
    const at = read.lastIndexOf(order);
    return at < 0 ? [] : [{ at, goal }];
  });
  return found.sort((a, b) => b.at - a.at)[0]?.goal ?? null;
}

function decoded(text: string): string[] {
  return (text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).map((run) => plain(Buffer.from(run, "base64").toString()));
}

/** What the tools said since the customer last wrote. */
function toolTexts({ messages }: MessagesRequest): string[] {
  const last = messages.findLast(({ role }) => role === "user");
  return blocksOf(last?.content ?? []).flatMap((block) =>
    block.type === "tool_result"
      ? [typeof block.content === "string" ? block.content : JSON.stringify(block.content)]
      : [],
  );
}
