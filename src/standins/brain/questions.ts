import type { Question } from "./question.ts";
import type { Reading } from "./read-request.ts";
import { isQuestion, sentencesOf } from "./sentences.ts";
import { smallTalkIn } from "./small-talk.ts";
import { wantsIn } from "./wants.ts";
import { normalise, stemsOf, synonymsOf, topicWords } from "./words.ts";

/** One thing that the customer wants to know. */
export interface Asked extends Question {
  /** In their words. */
  readonly text: string;
}

/** In longer messages only the questions count, or how they begin. */
const LONG_MESSAGE_STEMS = 20;
/** A shorter question may be about what was said before. */
const SHORT_QUESTION_STEMS = 2;
/** A chain of questions that lean on one another is followed back this far. */
const MAX_BEFORE = 4;
/** "And for Pro?", but not "And how do I add somebody?". */
const CONTINUES =
  /^(?:and|or|but|also|what about|how about|for|so)\b(?!.*\b(?:how (?:do|can|to)|where|when|can|do|does|is|are)\b)/;
const POINTS_BACK = /\b(?:it|that|this|they|them|those|then)\b/;
/** The lookup tool takes short queries best. */
const MAX_QUERY_WORDS = 12;

/** The questions of a turn, one by one; small talk asks nothing. */
export function questionsIn(reading: Reading): Asked[] {
  const texts = reading.asked.filter((message) => smallTalkIn(message) === null).flatMap(partsOf);
  return toAsked(texts, reading.before.filter((message) => smallTalkIn(message) === null).slice(-MAX_BEFORE));
}

/** The clauses of a question, for when it cannot be answered as a whole; none when it has but one. */
export function clausesOf(question: Asked): Asked[] {
  const clauses = sentencesOf(question.text).flatMap((sentence) => sentence.split(CLAUSES));
  return clauses.length > 1 ? toAsked(clauses, []) : [];
}

const CLAUSES = /,\s+|,?\s+(?:and|but|so|because)\s+(?=(?:i|we|my|our|it|you|the)\b)/i;

/** `before` is what was asked in earlier turns, oldest first: a question that leans is about the last that does not. */
function toAsked(texts: readonly string[], before: readonly string[]): Asked[] {
  return texts.flatMap((text, at) => {
    const stems = [...new Set(stemsOf(text))];
    const earlier = leans(text, stems) ? ground([...before, ...texts.slice(0, at)]) : [];
    const context = [...new Set(earlier.flatMap(stemsOf))].filter((stem) => !stems.includes(stem));
    const inherited = CONTINUES.test(plainOf(text)) ? earlier.map(wantsIn).findLast((wants) => wants !== null) : null;
    const wants = wantsIn(text) ?? inherited ?? null;
    return stems.length + context.length === 0 ? [] : [{ text, stems, context, wants }];
  });
}

/** From the last text that stands on its own to the end. */
function ground(texts: readonly string[]): readonly string[] {
  const start = texts.findLastIndex((text) => !leans(text, [...new Set(stemsOf(text))]));
  return texts.slice(Math.max(0, start));
}

/** What to look up: the words that matter, as they were written, and other words for them. */
export function queryFor({ text, context, wants }: Asked): string {
  const topic = topicWords(text);
  // What help pages call a price is usually an amount per month.
  const words = wants === "money" ? [...topic.filter((word) => word !== "price"), "cost", "per", "month"] : topic;
  return [...new Set([...words, ...context, ...(wants === "money" ? [] : words.flatMap(synonymsOf))])]
    .slice(0, MAX_QUERY_WORDS)
    .join(" ");
}

function partsOf(message: string): string[] {
  const sentences = sentencesOf(message).flatMap((sentence) => sentence.split(JOINED_QUESTIONS));
  const questions = sentences.filter(isQuestion);
  if (questions.length > 1) return questions;
  if (stemsOf(message).length <= LONG_MESSAGE_STEMS) return [message];
  return [questions[0] ?? sentences.slice(0, 3).join(" ")];
}

/** The gap between two questions in one sentence. */
const JOINED_QUESTIONS =
  /,?\s+and\s+(?=(?:also\s+)?(?:how|what|whether|where|when|which|who|why|is there|are there|can (?:i|we|you)|do (?:i|we|you)|does|is it)\b)/i;

const plainOf = (text: string): string => normalise(text).trim();

function leans(text: string, stems: readonly string[]): boolean {
  const plain = plainOf(text);
  if (stems.length > SHORT_QUESTION_STEMS) return false;
  return CONTINUES.test(plain) || POINTS_BACK.test(plain);
}
