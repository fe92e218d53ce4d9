import { guessLanguage } from "../language/guess-language.ts";
import { mask } from "../privacy/mask.ts";
import { succeededNow } from "./evidence.ts";
import { saysUnknown } from "./says-unknown.ts";
import { searchResults } from "./search-blocks.ts";
import { createSupportTicket } from "./tools/create-support-ticket.ts";
import { escalateToHuman } from "./tools/escalate-to-human.ts";
import { lookupKnowledgeBase } from "./tools/lookup-knowledge-base.ts";
import { findTool, TOOLS } from "./tools/registry.ts";
import type { OpenTurn, Step, ToolResult } from "./turn.ts";
import type { Unanswered } from "./unanswered.ts";
import { SHORT_QUESTION_WORDS, wordsAsked } from "./wire.ts";

/** One word is a greeting or a slip of the thumb, and too little to write an article about. */
const MIN_WORDS = 2;
/** Where words stand without spaces, two letters count as one. */
const WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2}|\p{L}+/gu;
/** A question is put by then. UTF-16 units. */
const MAX_LENGTH = 500;

export interface Ending {
  readonly turn: Pick<OpenTurn, "earlier" | "unanswered">;
  readonly steps: readonly Step[];
  readonly results: ReadonlyMap<string, ToolResult>;
  /** The answer, or why a human is to go on. */
  readonly said: string;
  /** Whether the answer names an article it rests on. */
  readonly isSourced: boolean;
}

/**
 * What the customer asked and no article answered, when a turn ends in this way; null when none is missing.
 *
 * It goes by what the assistant did and said, not by what the customer wrote: nothing is found on a thank-you or a
 * complaint either, and nobody says of these that the help centre does not tell. So it counts
 * - when the answer, or the reason of the handoff, says that it is not known, and names no article as a source, unless a
 *   search of the assistant's own found nothing: then a part was answered, and that part was not;
 * - when the assistant searched in words of its own and no search of the turn found anything, if the answer is in a language
 *   in which we do not know how that is said.
 * It does not count when a tool dealt with the matter: what is looked up or settled for one customer is in no article.
 */
export function unansweredQuestion({ turn, steps, results, said, isSourced }: Ending): Unanswered | null {
  const words = turn.unanswered.flatMap(({ text }) => text.match(WORDS) ?? []);
  if (words.length < MIN_WORDS || isDealtWith(steps, results)) return null;
  const searches = searchesOf(steps, results);
  const inVain = searches.findLast(({ isInVain }) => isInVain);
  const found = foundIn(steps, results);
  const isUnknown = saysUnknown(said) || (inVain !== undefined && found.length === 0 && isForeign(said));
  if (!isUnknown || (isSourced && !inVain)) return null;
  const query = (inVain ?? searches.at(-1))?.query ?? wordsAsked(turn);
  const text = isSourced || !isPlain(turn) ? query : wordsAsked(turn);
  return { text: storable(text), found };
}

/** PostgreSQL has no text with a NUL in it. */
function storable(text: string): string {
  return mask(text.replaceAll("\0", "").trim()).text.slice(0, MAX_LENGTH).toWellFormed();
}

/** One question, in words that say what it is about: else those of the assistant's own search say it better. */
function isPlain({ earlier, unanswered }: Ending["turn"]): boolean {
  const [only, ...others] = unanswered;
  if (!only || others.length > 0) return false;
  const words = only.text.trim().split(/\s+/).length;
  return (
    words <= MAX_PLAIN_WORDS && (words > SHORT_QUESTION_WORDS || earlier.every(({ author }) => author !== "customer"))
  );
}

const MAX_PLAIN_WORDS = 30;

/** Nothing of what these do is a matter of articles; a ticket may be opened because there is none. */
const NO_DEALING: ReadonlySet<string> = new Set([
  lookupKnowledgeBase.name,
  escalateToHuman.name,
  createSupportTicket.name,
]);

function isDealtWith(steps: readonly Step[], results: ReadonlyMap<string, ToolResult>): boolean {
  return succeededNow(steps, results).some((name) => !NO_DEALING.has(name));
}

/** What the assistant searched for by itself, in order. */
function searchesOf(
  steps: readonly Step[],
  results: Ending["results"],
): { readonly query: string; readonly isInVain: boolean }[] {
  const blocks = steps.flatMap(({ output }) => output?.content ?? []);
  return blocks.flatMap((block) => {
    if (block.type !== "tool_use" || findTool(block.name, TOOLS) !== lookupKnowledgeBase) return [];
    const { query } = block.input as { readonly query?: unknown };
    const result = results.get(block.id);
    if (typeof query !== "string" || query.trim() === "" || !result || result.isError) return [];
    return [{ query, isInVain: searchResults(result.content).length === 0 }];
  });
}

/** Where the passages stand that this turn was given, each once. */
function foundIn(steps: readonly Step[], results: Ending["results"]): string[] {
  const blocks = [...steps.map(({ input }) => input), ...[...results.values()].map(({ content }) => content)];
  return [...new Set(blocks.flatMap(searchResults).map(({ source }) => source))];
}

const KNOWN_LANGUAGES: ReadonlySet<string> = new Set(["en", "de", "fr", "es", "it", "pt", "nl"]);

function isForeign(said: string): boolean {
  const language = guessLanguage(said);
  return language !== null && !KNOWN_LANGUAGES.has(language);
}
