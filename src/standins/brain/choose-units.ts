import { type Row, rowText, type Unit } from "./markdown-units.ts";
import { type Candidate, has } from "./passages.ts";
import type { Question } from "./question.ts";
import { MONEY, precision, type Weigh } from "./rank-passages.ts";
import { stemsOf } from "./words.ts";

export type Quoted = Unit & {
  /** How much it says to the question: what is kept when there is little room. */
  readonly weight: number;
};

const FIRST_STEP_WEIGHT = 10;
const DURATION = /\d[\d–-]*\s+(?:business |working )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/i;

/** What to quote of a passage: at most so many units, in its own order; none when none can stand alone. */
export function chooseUnits(question: Question, candidate: Candidate, most: number, weigh: Weigh): Quoted[] {
  const { stems } = question;
  const units = candidate.passage.units
    .map((unit) => (unit.kind === "row" ? narrowed(unit as Row, stems) : unit))
    .map((unit, at): Quoted => ({ ...unit, weight: weightOf(unit, at, question, weigh) }));
  const prices = question.wants === "money" ? onlyPrices(units) : [];
  if (prices.length > 0) return prices.slice(0, most);
  const order = units.map((_, at) => at).sort((a, b) => (units[b]?.weight ?? 0) - (units[a]?.weight ?? 0) || a - b);
  const heading = candidate.headingStems;
  const headed = heading.filter((stem) => has(stems, stem));
  // A heading that says all that was asked makes the whole passage the answer, in its own order.
  const isAnswer = heading.length > 0 && precision(headed, heading) === 1;
  const chosen = new Set(isAnswer ? [] : order.filter((at) => (units[at]?.weight ?? 0) > 0).slice(0, most));
  if (headed.length > 0 || stems.some((stem) => has(candidate.titleStems, stem))) fillUp(chosen, units, most);
  return units.filter((_, at) => chosen.has(at)).filter(inSequence);
}

/** A price is what was asked for, not all that comes with it. */
function onlyPrices(units: readonly Quoted[]): Quoted[] {
  const priced = units.filter((unit) => MONEY.test(unit.text));
  const most = Math.max(...priced.map((unit) => unit.weight));
  return priced.filter((unit) => unit.weight === most);
}

/** Steps weigh more the earlier they come: no later one makes sense without them. */
function weightOf(unit: Unit, at: number, { stems, wants }: Question, weigh: Weigh): number {
  if (unit.kind === "step") return FIRST_STEP_WEIGHT / (1 + at);
  const words = stemsOf(unit.text);
  const matched = stems.filter((stem) => has(words, stem)).reduce((sum, stem) => sum + weigh(stem), 0);
  return wants === "time" && matched > 0 && DURATION.test(unit.text) ? matched + 1 : matched;
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
    if (!(isListed(unit) && listed.has(unit.group))) chosen.add(at);
  }
}

function isListed(unit: Unit | undefined): boolean {
  return unit?.kind === "item" || unit?.kind === "row";
}

/** Of a table that compares, the columns that the question names; all of them when it names none. */
function narrowed(row: Row, stems: readonly string[]): Unit {
  const named = row.cells.filter(({ column }) => column !== "" && stemsOf(column).some((stem) => has(stems, stem)));
  return named.length === 0 ? row : { ...row, text: rowText(row.label, named) };
}
