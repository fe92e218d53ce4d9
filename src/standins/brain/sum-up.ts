import { type Reply, reply, text } from "../messages/reply.ts";
import { blocksOf, type MessagesRequest } from "../messages/request.ts";
import type { Reading } from "./read-request.ts";
import { sentencesOf } from "./sentences.ts";

/** What customers said in a few words each; more is no summary. */
const MOST_LINES = 6;
const MAX_LINE_LENGTH = 200;

/** Whether the request is for a summary of a conversation, and for nothing else. */
export function wantsSummary({ messages, tools }: MessagesRequest): boolean {
  const last = blocksOf(messages.at(-1)?.content ?? []).at(-1);
  return (tools ?? []).length === 0 && last?.type === "text" && /^\s*(?:sum|summari[sz]e)\b[^\n]*$/i.test(last.text);
}

/** In the words that were used: the first sentence of each message of the customer, the newest ones, and of the last answer. */
export function summary({ before, said }: Reading): Reply {
  const [asked, answered] = [before.map(firstSentence), said.map(firstSentence)];
  const lines = [
    ...asked
      .filter((line) => line !== "")
      .slice(-MOST_LINES)
      .map((line) => `The customer wrote: ${line}`),
    ...answered.slice(-1).map((line) => `The last answer began: ${line}`),
  ];
  return reply(text(lines.length === 0 ? "Nothing was said." : lines.join("\n")));
}

function firstSentence(message: string): string {
  return (sentencesOf(message)[0] ?? "").slice(0, MAX_LINE_LENGTH);
}
