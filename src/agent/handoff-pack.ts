import type Anthropic from "@anthropic-ai/sdk";
import type { HandoffPack, Source } from "../conversation/model.ts";
import { guessLanguage } from "../language/guess-language.ts";
import { customerFacts } from "./customer-facts.ts";
import { dress } from "./dress.ts";
import { searchResults, toSource } from "./search-blocks.ts";
import type { Passage } from "./tools/define-tool.ts";
import { lookupKnowledgeBase } from "./tools/lookup-knowledge-base.ts";
import type { OpenTurn, Step, ToolResult } from "./turn.ts";

export interface PackParts {
  readonly turn: OpenTurn;
  readonly steps: readonly Step[];
  readonly results: ReadonlyMap<string, ToolResult>;
  /** An answer that was not sent. */
  readonly draft: string | null;
  /** Looked up for the operator alone, where the assistant did not get to it. */
  readonly passages: readonly Passage[];
}

/**
 * What the operator who takes over need not find out again. The mood comes from triage, when it answers; so does the
 * language, else the words tell it.
 */
export function packOf(parts: PackParts): HandoffPack {
  const { turn, draft } = parts;
  return {
    tried: triedWords(parts),
    articles: articlesFound(parts),
    facts: customerFacts(customerTexts(turn)),
    sentiment: null,
    language: turn.customer.language ?? guessLanguage(customerTexts(turn).join("\n")),
    suggestedReply: draft ?? wordsBeforeTheCall(parts),
  };
}

function customerTexts({ older, earlier, unanswered }: OpenTurn): string[] {
  return [...older, ...earlier, ...unanswered].filter(({ author }) => author === "customer").map(({ text }) => text);
}

/** What the assistant did in this turn, in order. */
function triedWords({ turn, steps, results }: PackParts): string[] {
  const answers = turn.earlier.filter(({ author }) => author === "assistant").length;
  const before = answers === 0 ? [] : [answers === 1 ? "Answered once before." : `Answered ${answers} times before.`];
  const now = steps.flatMap((step) => [
    ...(step.index === 0 ? [searchWords("the customer's words", titlesIn(step.input))] : []),
    ...(step.output?.content ?? []).flatMap((block) => (block.type === "tool_use" ? callWords(block, results) : [])),
    ...(step.notice === null ? [] : ["Wrote an answer that was held back, and was asked for another."]),
  ]);
  return [...before, ...now];
}

function callWords({ id, name, input }: Anthropic.ToolUseBlock, results: PackParts["results"]): string[] {
  const result = results.get(id);
  // The call that hands over is not done yet, and is told of by the handoff itself.
  if (!result) return [];
  if (name === lookupKnowledgeBase.name) {
    const query = (input as { readonly query?: unknown }).query;
    return [searchWords(typeof query === "string" ? JSON.stringify(query) : "something", titlesOf(result.content))];
  }
  const words = name.replaceAll("_", " ");
  return [`${words.charAt(0).toUpperCase()}${words.slice(1)}: ${result.isError ? "failed. " : ""}${result.summary}`];
}

function searchWords(what: string, titles: readonly string[]): string {
  const found = titles.length === 0 ? "nothing" : titles.map((title) => `"${title}"`).join(", ");
  return `Searched the help centre for ${what}: found ${found}.`;
}

const titlesOf = (blocks: Parameters<typeof searchResults>[0]): string[] => [
  ...new Set(searchResults(blocks).map(({ title }) => title)),
];
const titlesIn = (input: Step["input"]): string[] => titlesOf(input.filter(({ type }) => type === "search_result"));

function articlesFound({ steps, passages }: PackParts): Source[] {
  const found = steps.flatMap(({ input }) => searchResults(input));
  const sources = [
    ...found.map(({ title, source }) => toSource(title, source)),
    ...passages.map(({ title, url }) => ({ title, url })),
  ];
  return [...new Map(sources.map((source) => [source.title, source])).values()];
}

/** What the model wrote before it called the tool that hands over: the beginning of an answer, often. */
function wordsBeforeTheCall({ turn, steps }: PackParts): string | null {
  const output = steps.at(-1)?.output;
  // What a model has declined to go on with is no beginning of anything.
  if (output?.stopReason !== "tool_use") return null;
  const text = output.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  return dress(text.trim(), turn.voice, turn.customer) || null;
}
