import type Anthropic from "@anthropic-ai/sdk";
import type { Source } from "../conversation/model.ts";
import { type Library, namedSources } from "./library.ts";
import { answerOf } from "./next-move.ts";
import { saysUnknown } from "./says-unknown.ts";
import { citedSources, searchResults, toSource } from "./search-blocks.ts";
import type { Step } from "./turn.ts";

/** Of an answer's telling words, so many stand in what it rests on, … */
const LEAST_SHARE = 0.6;
const LEAST_WORDS = 5;
/** … and so much less in any other article that was found with it. */
const AHEAD = 0.2;

/**
 * The articles behind an answer: those it cites; where it cites none, as models now and then forget to, those of the
 * passages found in this turn that it names, else the one that its words plainly come from. `library`: all articles stood in
 * the prompt.
 */
export function sourcesOf(answer: string, steps: readonly Step[], library: Library | null): Source[] {
  if (library) return namedSources(answer, library);
  const cited = citedSources(answerOf(steps));
  if (cited.length > 0) return cited;
  const articles = articlesFound(steps);
  const named = namedSources(answer, { sources: [...articles.values()].map(({ source }) => source) });
  if (named.length > 0) return named;
  const origin = originOf(answer, [...articles.values()]);
  return origin ? [origin] : [];
}

interface FoundArticle {
  readonly source: Source;
  readonly words: ReadonlySet<string>;
}

/** By where they stand. */
function articlesFound(steps: readonly Step[]): ReadonlyMap<string, FoundArticle> {
  const texts = Map.groupBy(
    steps.flatMap(({ input }) => searchResults(input)),
    ({ source }) => source,
  );
  return new Map(
    [...texts].map(([source, blocks]) => {
      const [{ title }] = blocks as [Anthropic.SearchResultBlockParam];
      const words = new Set(tellingWords([title, ...blocks.flatMap(textsOf)].join("\n")));
      return [source, { source: toSource(title, source), words }];
    }),
  );
}

const textsOf = ({ content }: Anthropic.SearchResultBlockParam): string[] => content.map(({ text }) => text);

/** Null: none, or it could be more than one. */
function originOf(answer: string, articles: readonly FoundArticle[]): Source | null {
  // What is asked back may be put in an article's words, and tells nothing of it.
  const words = [...new Set(tellingWords(answer.replaceAll(/[^.!?\n]*\?/g, " ")))];
  if (words.length < LEAST_WORDS || saysUnknown(answer)) return null;
  const shares = articles
    .map(({ source, words: theirs }) => ({
      source,
      share: words.filter((word) => theirs.has(word)).length / words.length,
    }))
    .sort((a, b) => b.share - a.share);
  const [best, next] = shares;
  const isPlain = best !== undefined && best.share >= LEAST_SHARE && best.share - (next?.share ?? 0) >= AHEAD;
  return isPlain ? best.source : null;
}

/** Words by their beginnings, which inflection leaves alone, and figures; without those that stand in any text. */
function tellingWords(text: string): string[] {
  const words = text.toLowerCase().match(/\p{N}[\p{N}.,]*\p{N}|\p{N}|\p{L}{4,}/gu) ?? [];
  return words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, STEM_LENGTH));
}

const STEM_LENGTH = 5;
const COMMON: ReadonlySet<string> = new Set(
  "about after again also been before being below best both could does down each else even from have here into just keep know like made make many more most much must need next once only other over please same should some still such support sure team than thank thanks that their them then there these they this those through time under until very want well were what when where which while will with within without would write your yours".split(
    " ",
  ),
);
