import type { Question } from "./question.ts";
import type { Reading } from "./read-request.ts";
import { isQuestion, sentencesOf } from "./sentences.ts";
import { smallTalkIn } from "./small-talk.ts";
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
/** "And for Pro?", but not "And how do I add somebody?". */
const CONTINUES =
  /^(?:and|or|but|also|what about|how about|for|so)\b(?!.*\b(?:how (?:do|can|to)|where|when|can|do|does|is|are)\b)/;
const POINTS_BACK = /\b(?:it|that|this|they|them|one|those|there)\b/;
const DURATION = /\b(?:how (?:long|soon|fast|many days|quickly)|when (?:will|do|does|can))\b/;
const PRICE = /\b(?:how much (?:is|are|does|do|would|will)|prices?|costs?|pricing)\b/;
/** The lookup tool takes short queries best. */
const MAX_QUERY_WORDS = 12;

/** The questions of a turn, one by one; small talk asks nothing. */
export function questionsIn(reading: Reading): Asked[] {
  const texts = reading.asked.filter((message) => smallTalkIn(message) === null).flatMap(partsOf);
  const before = reading.before.filter((message) => smallTalkIn(message) === null).at(-1);
  return toAsked(texts, before);
}

/** The clauses of a question, for when it cannot be answered as a whole; none when it has but one. */
export function clausesOf(question: Asked): Asked[] {
  const clauses = sentencesOf(question.text).flatMap((sentence) => sentence.split(CLAUSES));
  return clauses.length > 1 ? toAsked(clauses, undefined) : [];
}

const CLAUSES = /,\s+|,?\s+(?:and|but|so|because)\s+(?=(?:i|we|my|our|it|you|the)\b)/i;

function toAsked(texts: readonly string[], before: string | undefined): Asked[] {
  return texts.flatMap((text, at) => {
    const stems = [...new Set(stemsOf(text))];
    const previous = texts[at - 1] ?? before;
    const context = previous !== undefined && leans(text, stems) ? [...new Set(stemsOf(previous))] : [];
    return stems.length + context.length === 0 ? [] : [{ text, stems, context, wants: wantIn(text) }];
  });
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

function wantIn(text: string): Question["wants"] {
  const plain = normalise(text);
  if (PRICE.test(plain)) return "money";
  if (DURATION.test(plain)) return "time";
  return /\bhow (?:do|can|to|should|could)\b/.test(plain) ? "steps" : null;
}

/** The gap between two questions in one sentence. */
const JOINED_QUESTIONS =
  /,?\s+and\s+(?=(?:also\s+)?(?:how|what|where|when|which|who|why|is there|are there|can (?:i|we|you)|do (?:i|we|you)|does|is it)\b)/i;

function leans(text: string, stems: readonly string[]): boolean {
  const plain = normalise(text).trim();
  if (stems.length > SHORT_QUESTION_STEMS) return false;
  return CONTINUES.test(plain) || (stems.length < SHORT_QUESTION_STEMS && POINTS_BACK.test(plain));
}
