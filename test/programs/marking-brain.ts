import { type Brain, type Reply, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type Block, blocksOf, type MessagesRequest } from "../../src/standins/messages/request.ts";

/** What a customer's text makes the model do. No word that a number stands behind: `ticket Q7` would be the number of one. */
const KINDS = ["plain", "search", "report", "both", "human"] as const;
type Kind = (typeof KINDS)[number];

/** A text that carries its own mark, such as `Please help: Q17-report`. */
export const markedText = (mark: string): string => `Please help: ${mark}`;
/** The mark of the text of a number. A conversation that a human has says nothing more, so few texts ask for one. */
export function markOf(index: number): string {
  const kind = index % 40 === 39 ? "human" : (KINDS[index % (KINDS.length - 1)] ?? "plain");
  return `Q${index}-${kind}`;
}

/** The marks in any words. */
export function marksIn(words: string): string[] {
  return words.match(/Q\d+-[a-z]+/g) ?? [];
}

export interface MarkingBrain {
  readonly brain: Brain;
  /** Tool calls whose results the model has not been told yet, by the marks they were for. */
  readonly openCalls: ReadonlySet<string>;
  /** Called whenever the model calls a tool. */
  onCall(listener: (() => void) | null): void;
  /** Forgets the open calls: whoever made them is dead. */
  clear(): void;
}

/** A model that names in its answer, and in its tool calls, every mark it answers: so that nothing is said twice unnoticed. */
export function createMarkingBrain(): MarkingBrain {
  const openCalls = new Set<string>();
  let called: (() => void) | null = null;
  return {
    openCalls,
    clear: () => openCalls.clear(),
    onCall(listener) {
      called = listener;
    },
    brain(request) {
      // Who sorts what customers write, answers nobody.
      if (request.output_config?.format) return reply(text("{}"));
      const marks = unanswered(request);
      const key = marks.join(" ");
      const last = request.messages.findLast(({ role }) => role === "user");
      const answersResults = blocksOf(last?.content ?? []).some(({ type }) => type === "tool_result");
      if (answersResults) openCalls.delete(answered(request).join(" "));
      const calls = answersResults ? [] : marks.flatMap(callsFor);
      if (calls.length === 0) return reply(text(`Answer to ${key}.`));
      openCalls.add(key);
      called?.();
      return reply(text("One moment."), ...calls);
    },
  };
}

function callsFor(mark: string): Reply["blocks"] {
  const search = toolUse("lookup_knowledge_base", { query: `articles on ${mark}` });
  const ticket = toolUse("create_support_ticket", { category: "technical", severity: "low", summary: `About ${mark}` });
  const human = toolUse("escalate_to_human", { reason: `They need a human: ${mark}`, priority: "normal" });
  switch (mark.split("-")[1] as Kind) {
    case "plain":
      return [];
    case "search":
      return [search];
    case "report":
      return [ticket];
    case "both":
      return [search, ticket];
    case "human":
      return [ticket, human];
  }
}

/** The marks of what the customer wrote since the model's last answer. */
function unanswered({ messages }: MessagesRequest): string[] {
  const isAnswer = ({ role, content }: MessagesRequest["messages"][number]): boolean =>
    role === "assistant" && !blocksOf(content).some(({ type }) => type === "tool_use");
  return customerMarks(messages.slice(messages.findLastIndex(isAnswer) + 1));
}

/** The same without what came along with the last results. */
function answered(request: MessagesRequest): string[] {
  return unanswered({ ...request, messages: request.messages.slice(0, -1) });
}

function customerMarks(messages: MessagesRequest["messages"]): string[] {
  const blocks: readonly Block[] = messages.flatMap(({ role, content }) => (role === "user" ? blocksOf(content) : []));
  return blocks.flatMap((block) =>
    block.type === "text" && block.text.startsWith("<customer_message>") ? marksIn(block.text) : [],
  );
}
