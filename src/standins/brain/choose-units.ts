import { type Row, rowText, type Unit } from "./markdown-units.ts";
import { type Candidate, has } from "./passages.ts";
import type { Question } from "./question.ts";
import { asksTheSame, MONEY, precision, rowSaysAll, saysAll, type Weigh } from "./rank-passages.ts";
import { stemsOf } from "./words.ts";

export type Quoted = Unit & {
  /** How much it says to the question: what is kept when there is little room. */
  readonly weight: number;
};

const FIRST_STEP_WEIGHT = 10;
const CONTEXT_WEIGHT = 0.4;
const NEARLY = 0.7;
const HALF = 0.5;
/** Answers the heading; under another question it would be wrong. */
const YES_OR_NO = /^(?:yes|no)[.,:] (?=[A-Z])/i;
const DURATION =
  /\d[\d–-]*\s+(?:business |working )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|am|pm|utc)\b/i;

/** What to quote of a passage: at most so many units, in its own order; none when none can stand alone. */
export function chooseUnits(question: Question, candidate: Candidate, most: number, weigh: Weigh): Quoted[] {
  const stems = [...question.stems, ...question.context];
  const heading = candidate.headingStems;
  const headed = heading.filter((stem) => has(stems, stem));
  // A heading that says all that was asked makes the whole passage the answer, in its own order.
  const asksAll = asksTheSame(question, candidate, headed) || (heading.length > 0 && precision(headed, heading) === 1);
  const isAnswer = asksAll && answersKind(question, candidate.passage.units);
  const isAsked = precision(headed, heading) > HALF;
  const units = meant(question, candidate.passage.units)
    .map((unit) => (isAsked ? unit : { ...unit, text: unit.text.replace(YES_OR_NO, "") }))
    .map((unit) => (unit.kind === "row" ? narrowed(unit as Row, question) : unit))
    .map((unit, at): Quoted => ({ ...unit, weight: weightOf(unit, at, question, weigh, isAnswer) }));
  if (rowsAnswer(question, candidate)) return units.filter((unit) => unit.kind === "row").slice(0, most);
  const prices = question.wants === "money" ? onlyPrices(units) : [];
  if (prices.length > 0) return prices.slice(0, most);
  if (!isAnswer && question.wants !== "steps" && units.some((unit) => saysAll(unit, question)))
    return telling(units).slice(0, most);
  const order = units.map((_, at) => at).sort((a, b) => (units[b]?.weight ?? 0) - (units[a]?.weight ?? 0) || a - b);
  const chosen = new Set(isAnswer ? [] : order.filter((at) => (units[at]?.weight ?? 0) > 0).slice(0, most));
  if (isAnswer || headed.length > 0 || stems.some((stem) => has(candidate.titleStems, stem)))
    fillUp(chosen, units, most);
  return units
    .filter((_, at) => chosen.has(at))
    .filter(inSequence)
    .flatMap(closed);
}

/** Whether a table has just what is asked: a row with all of it, or after another question one that is named. */
function rowsAnswer(question: Question, { passage }: Candidate): boolean {
  if (question.wants === "time") return false;
  const isNamed = question.context.length > 0 && passage.units.some((unit) => isLabelled(unit, question));
  return isNamed || passage.units.some((unit) => rowSaysAll(unit, question));
}

function isLabelled(unit: Unit | Row, { stems }: Question): boolean {
  return "label" in unit && stems.some((stem) => has(stemsOf(unit.label), stem));
}

/** Where one unit says all that was asked, those that say nearly as much; no need to begin with anything else. */
function telling(units: readonly Quoted[]): Quoted[] {
  const best = Math.max(...units.map(({ weight }) => weight));
  return units
    .filter(({ weight }) => weight >= NEARLY * best)
    .filter(inSequence)
    .flatMap(closed);
}

/** Who asks how long is not answered by steps without a time. */
function answersKind({ wants }: Question, units: readonly Unit[]): boolean {
  return (
    wants !== "time" ||
    units.some((unit) => unit.kind !== "step" && (DURATION.test(unit.text) || unit.group === units[0]?.group))
  );
}

/** Of rows and items those that the question itself names, when it names any: "And on Starter?" is not about Pro. */
function meant(question: Question, units: readonly (Unit | Row)[]): readonly (Unit | Row)[] {
  const { stems, context } = question;
  const names = (unit: Unit | Row) => stems.some((stem) => has(stemsOf(unit.text), stem));
  const labelled = units.filter((unit) => isLabelled(unit, question));
  if (labelled.length > 0) return units.filter((unit) => unit.kind !== "row" || labelled.includes(unit));
  if (context.length === 0 || !units.some((unit) => isListed(unit) && names(unit))) return units;
  return units.filter((unit) => !isListed(unit) || names(unit));
}

/** A price is what was asked for, not all that comes with it. */
function onlyPrices(units: readonly Quoted[]): Quoted[] {
  const priced = units.filter((unit) => MONEY.test(unit.text));
  const most = Math.max(...priced.map((unit) => unit.weight));
  return priced.filter((unit) => unit.weight === most);
}

/** Steps weigh more the earlier they come: no later one makes sense without them. So does all of an answer. */
function weightOf(
  unit: Unit,
  at: number,
  { stems, context, wants }: Question,
  weigh: Weigh,
  isAnswer: boolean,
): number {
  if (unit.kind === "step" || isAnswer) return FIRST_STEP_WEIGHT / (1 + at);
  const words = stemsOf(unit.text);
  const matched = stems.filter((stem) => has(words, stem)).reduce((sum, stem) => sum + weigh(stem), 0);
  const leaning = CONTEXT_WEIGHT * context.filter((stem) => has(words, stem)).length;
  const weight = matched + leaning;
  return wants === "time" && weight > 0 && DURATION.test(unit.text) ? weight + 1 : weight;
}

/** What leads in to a list, and has nothing of it behind it, is left out; a step only loses its colon. */
export function closed<T extends Unit>(unit: T, at: number, units: readonly T[]): T[] {
  const next = units[at + 1]?.kind;
  if (!unit.text.endsWith(":") || (next !== undefined && next !== "sentence" && next !== unit.kind)) return [unit];
  return unit.kind === "sentence" ? [] : [{ ...unit, text: unit.text.replace(/:$/, ".") }];
}

/** Whether a step follows the one before it; what is no step always does. */
export function inSequence(unit: Unit, at: number, units: readonly Unit[]): boolean {
  if (unit.kind !== "step") return true;
  const steps = units.slice(0, at).filter((one) => one.kind === "step" && one.group === unit.group);
  return Number(unit.number) === steps.length + 1;
}

/**
 * Under a heading that asks the question, what stands first is the answer: the first sentence, the steps from the first
 * one on, the rest of a short page. Of a list that has the customer's words, only those items are meant.
 */
function fillUp(chosen: Set<number>, units: readonly Unit[], most: number): void {
  const listed = new Set([...chosen].flatMap((at) => (isListed(units[at]) ? [units[at]?.group] : [])));
  const steps = units.flatMap((unit, at) => (unit.kind === "step" ? [at] : []));
  for (const at of [0, ...steps, ...units.keys()]) {
    const unit = units[at];
    if (chosen.size >= most || unit === undefined) return;
    if (isListed(unit) && (listed.has(unit.group) || !hasRoom(unit, units, most - chosen.size))) continue;
    chosen.add(at);
  }
}

/** Half a list looks like a whole one. */
function hasRoom({ kind, group }: Unit, units: readonly Unit[], room: number): boolean {
  return kind === "row" || units.filter((unit) => unit.kind === kind && unit.group === group).length <= room + 1;
}

function isListed(unit: Unit | undefined): boolean {
  return unit?.kind === "item" || unit?.kind === "row";
}

/** Of a table that compares, the columns that the question names, or else the one before; all when it names none. */
function narrowed(row: Row, { stems, context }: Question): Unit {
  const named = (by: readonly string[]) =>
    row.cells.filter(({ column }) => column !== "" && stemsOf(column).some((stem) => has(by, stem)));
  const own = named(stems);
  const cells = own.length > 0 ? own : named(context);
  return cells.length === 0 ? row : { ...row, text: rowText(row.label, cells) };
}
