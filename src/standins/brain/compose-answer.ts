import { citedText, type Reply, type ReplyBlock, reply, text } from "../messages/reply.ts";
import { closed, inSequence, type Quoted } from "./choose-units.ts";
import type { Fact } from "./find-facts.ts";
import type { Reading } from "./read-request.ts";
import { type Form, renderFact, renderUnit, simplify } from "./render-fact.ts";

/** The pieces of an answer, in their order. Anything may be missing. */
export interface Answer {
  /** Sorry, thanks, and what has been done. */
  readonly opening: readonly string[];
  readonly facts: readonly Fact[];
  /** What is not known, what is asked. */
  readonly closing: readonly string[];
}

/** Longer text messages are cut into parts that cost extra and arrive apart. */
const MAX_SMS_LENGTH = 320;

/** The answer as this channel wants it: short and plain by SMS, a letter by email, light Markdown in the widget. */
export function composeAnswer(answer: Answer, reading: Reading): Reply {
  const form: Form = { markdown: reading.channel === "widget", oneLine: reading.channel === "sms" };
  if (reading.channel === "sms") return composeSms(answer, form);

  const pieces: Piece[] = [
    ...paragraph(answer.opening),
    ...answer.facts.map((fact): Piece => ({ words: renderFact(fact, form), fact })),
    ...paragraph(answer.closing),
  ];
  if (reading.channel !== "email")
    return joined(pieces, (before, after) => (isList(before) || isList(after) ? "\n\n" : " "));
  const signature = reading.company === null ? "Best regards" : `Best,\n${reading.company} Support`;
  return joined([{ words: "Hi,", fact: null }, ...pieces, { words: signature, fact: null }], () => "\n\n");
}

/** Needs lines of its own. */
function isList(words: string): boolean {
  return /\n|^(?:-|\d+\.) /.test(words);
}

interface Piece {
  readonly words: string;
  /** What it is quoted from. */
  readonly fact: Fact | null;
}

function paragraph(sentences: readonly string[]): Piece[] {
  return sentences.length === 0 ? [] : [{ words: sentences.join(" "), fact: null }];
}

/** What we must say goes first into the room there is; of the facts as much as is left. */
function composeSms(answer: Answer, form: Form): Reply {
  const opening = paragraph(answer.opening.map(simplify));
  const closing = paragraph(answer.closing.map(simplify));
  let room = MAX_SMS_LENGTH - [...opening, ...closing].reduce((sum, piece) => sum + piece.words.length + 1, 0);
  const kept = new Set<Quoted>();
  const byWeight = answer.facts.flatMap((fact) => fact.units).sort((a, b) => b.weight - a.weight);
  for (const unit of byWeight) {
    const length = renderUnit(unit, form).length + 1;
    if (length > room) continue;
    room -= length;
    kept.add(unit);
  }
  const facts = answer.facts.flatMap((fact): Piece[] => {
    const units = fact.units
      .filter((unit) => kept.has(unit))
      .filter(inSequence)
      .flatMap(closed);
    return units.length === 0 ? [] : [{ words: renderFact({ ...fact, units }, form), fact }];
  });
  const pieces = [...opening, ...facts, ...closing];
  return joined(pieces.length > 0 ? pieces : shortened(answer.facts, byWeight[0], form), () => " ");
}

/** The beginning of the most telling unit, when none is short enough and there is nothing else to say. */
function shortened(facts: readonly Fact[], unit: Quoted | undefined, form: Form): Piece[] {
  const fact = facts.find((one) => one.units.some((other) => other === unit));
  if (fact === undefined || unit === undefined) return [];
  const words = renderUnit(unit, form);
  return [{ words: `${words.slice(0, MAX_SMS_LENGTH - 3).replace(/\s+\S*$/, "")}...`, fact }];
}

/** One block per piece; a client joins blocks with nothing, so the space between them belongs to the later one. */
function joined(pieces: readonly Piece[], between: (before: string, after: string) => string): Reply {
  const blocks = pieces.map(({ words, fact }, at): ReplyBlock => {
    const before = pieces[at - 1]?.words;
    const spaced = before === undefined ? words : `${between(before, words)}${words}`;
    return fact?.cited === true ? citedText(spaced, fact) : text(spaced);
  });
  return reply(...merged(blocks));
}

/** Neighbours without sources are one block. */
function merged(blocks: readonly ReplyBlock[]): ReplyBlock[] {
  const out: ReplyBlock[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    const plain = block.kind === "text" && block.citations.length === 0;
    if (plain && last?.kind === "text" && last.citations.length === 0)
      out[out.length - 1] = text(last.text + block.text);
    else out.push(block);
  }
  return out;
}
